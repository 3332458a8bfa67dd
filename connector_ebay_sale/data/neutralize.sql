-- A neutralized copy signs nothing in the seller's name.
DELETE FROM ir_config_parameter
 WHERE key LIKE 'connector\_ebay.%.signing\_key';
