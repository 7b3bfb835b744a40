-- read:    new_prices
-- returns: per sale that would have another price: actual_id, unit_price, price_source_id, amount; and per reason why a price cannot be found: refusal, found, entry_ids
-- source:  docs/rules/billing.md#pricing-anew

select priced.actual_id, priced.unit_price, priced.price_source_id, priced.amount,
       array_agg(distinct priced.entry_id order by priced.entry_id) as entry_ids, priced.refusal, priced.found
  from actuals_new_prices(%(company_id)s, %(actual_ids)s::bigint[], %(method)s, %(value)s::numeric) as priced
 group by priced.actual_id, priced.unit_price, priced.price_source_id, priced.amount, priced.refusal, priced.found
 order by priced.actual_id
