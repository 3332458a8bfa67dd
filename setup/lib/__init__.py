# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What ``setup/demo`` and ``setup/test`` share.

Standard library only: these modules run before anything is installed.
"""
