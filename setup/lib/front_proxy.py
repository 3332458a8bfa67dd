# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""One port in front of Odoo's two, as nginx is in production.

With workers, Odoo serves pages on one port and the websocket, by which browsers get
messages at once, on another.
"""

import contextlib
import socket
import socketserver
import threading

#: The header of a request is not longer than this.
HEADER_BYTES = 64 * 1024
CHUNK_BYTES = 64 * 1024


class FrontProxy:
    """Forward connections to Odoo; a context manager.

    A connection whose first request is for the websocket goes to the port for that,
    all others go to the port for pages: browsers open a connection of its own for a
    websocket.
    """

    def __init__(self, port: int, pages: int, websocket: int):
        """Prepare the proxy.

        :param port: where it listens
        :param pages: Odoo's port for pages
        :param websocket: Odoo's port for the websocket
        """
        self._ports = pages, websocket
        self._address = "127.0.0.1", port
        self.url = f"http://127.0.0.1:{port}"
        self._server: socketserver.ThreadingTCPServer | None = None

    def __enter__(self):
        proxy = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                with contextlib.suppress(OSError):
                    proxy._forward(self.request)

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True
            block_on_close = False

        self._server = Server(self._address, Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_exception):
        self._server.shutdown()
        self._server.server_close()

    def _forward(self, client: socket.socket) -> None:
        """Forward a connection until one side closes it."""
        begin = b""
        while b"\r\n\r\n" not in begin and len(begin) < HEADER_BYTES:
            received = client.recv(CHUNK_BYTES)
            if not received:
                return
            begin += received
        pages, websocket = self._ports
        path = begin.split(b" ", 2)[1:2]
        is_websocket = bool(path) and path[0].startswith(b"/websocket")
        port = websocket if is_websocket else pages
        with socket.create_connection(("127.0.0.1", port)) as odoo:
            odoo.sendall(begin)
            back = threading.Thread(target=_copy, args=(odoo, client), daemon=True)
            back.start()
            _copy(client, odoo)
            back.join()


def _copy(source: socket.socket, target: socket.socket) -> None:
    """Copy what arrives until the end; then tell the target that it is the end."""
    with contextlib.suppress(OSError):
        while received := source.recv(CHUNK_BYTES):
            target.sendall(received)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)
