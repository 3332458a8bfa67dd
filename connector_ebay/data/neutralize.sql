-- A neutralized copy must not talk to eBay, and has no business with its tokens.
UPDATE ebay_backend
   SET state = 'paused', pause_reason = 'copied'
 WHERE state != 'paused';
DELETE FROM ebay_token;
DELETE FROM ebay_oauth_state;
DELETE FROM ir_config_parameter
 WHERE key LIKE 'connector\_ebay.%.refresh\_token.%'
    OR key LIKE 'connector\_ebay.%.client\_secret'
    OR key LIKE 'connector\_ebay.%.verification\_token'
    OR key LIKE 'connector\_ebay.%.signing\_key'
    OR key = 'connector_ebay.metrics_token';
