-- read:    tables, its proformas
-- returns: one row per proforma; the amount is that of chargeable details

select proforma.id as key,
       proforma.number as proforma,
       contract.number as contract,
       customer.account as customer,
       proforma.status,
       proforma.review,
       proforma.review_comment as comment,
       proforma.is_nil as nil,
       (select count(*) from billing_proforma_detail as detail where detail.proforma_id = proforma.id) as details,
       (select coalesce(sum(detail.transaction_amount - case when detail.is_correction then detail.source_amount else 0 end), 0)
          from billing_proforma_detail as detail
         where detail.proforma_id = proforma.id and detail.billing_type = 'chargeable') as amount,
       proforma.transaction_currency as currency,
       proforma.created_on as created,
       proforma.confirmed_on as confirmed,
       person.username as "confirmed by",
       proforma.accounting_date as "accounting date",
       corrected.number as corrects,
       proforma.reason
  from billing_proforma as proforma
  join agreements_contract as contract on contract.id = proforma.contract_id
  join masterdata_customer as customer on customer.id = proforma.customer_id
  left join people_act as act on act.id = proforma.act_id and proforma.status = 'confirmed'
  left join people_person as person on person.id = act.person_id
  left join billing_proforma as corrected on corrected.id = proforma.corrects_id
 where proforma.company_id = %(company_id)s
 order by proforma.id
