-- read:    sending_profiles
-- returns: per customer with a sending profile: account, name, way, form, addresses
-- source:  docs/rules/documents.md#sending-profiles

select profile.id as sending_profile_id, profile.customer_id, customer.account, customer.name as customer,
       profile.channel, profile.attaches, profile.recipients, profile.copies, profile.has_page
  from documents_sending_profile as profile
  join masterdata_customer as customer on customer.id = profile.customer_id
 where profile.company_id = %(company_id)s::bigint
