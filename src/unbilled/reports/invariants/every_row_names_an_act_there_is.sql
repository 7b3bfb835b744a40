-- holds:  The acts that rows name stand in the act log. Lines without an act of their own have that of their header.
-- breaks: Nobody can say who did it, and when.
-- shows:  table_name, act_id, row_count

with named as (
    select 'accounting_cost_revenue_profile' as table_name, act_id as act_id, count(*) as row_count from accounting_cost_revenue_profile group by act_id
     union all
    select 'accounting_journal', act_id, count(*) from accounting_journal group by act_id
     union all
    select 'accounting_journal_line', act_id, count(*) from accounting_journal_line group by act_id
     union all
    select 'accounting_line_property', act_id, count(*) from accounting_line_property group by act_id
     union all
    select 'accounting_posting_rule', act_id, count(*) from accounting_posting_rule group by act_id
     union all
    select 'accounting_profile_rule', act_id, count(*) from accounting_profile_rule group by act_id
     union all
    select 'accounting_proposal', act_id, count(*) from accounting_proposal group by act_id
     union all
    select 'actuals_actual', act_id, count(*) from actuals_actual group by act_id
     union all
    select 'actuals_adjustment', act_id, count(*) from actuals_adjustment group by act_id
     union all
    select 'actuals_share_due', act_id, count(*) from actuals_share_due group by act_id
     union all
    select 'agreements_category_price', act_id, count(*) from agreements_category_price group by act_id
     union all
    select 'agreements_contract', act_id, count(*) from agreements_contract group by act_id
     union all
    select 'agreements_contract_line', act_id, count(*) from agreements_contract_line group by act_id
     union all
    select 'agreements_fixed_rate_agreement', act_id, count(*) from agreements_fixed_rate_agreement group by act_id
     union all
    select 'agreements_invoice_schedule_row', act_id, count(*) from agreements_invoice_schedule_row group by act_id
     union all
    select 'agreements_price_list', act_id, count(*) from agreements_price_list group by act_id
     union all
    select 'agreements_role_price', act_id, count(*) from agreements_role_price group by act_id
     union all
    select 'billing_backlog_line', act_id, count(*) from billing_backlog_line group by act_id
     union all
    select 'billing_backlog_line', ready_act_id, count(*) from billing_backlog_line group by ready_act_id
     union all
    select 'billing_backlog_line', hold_act_id, count(*) from billing_backlog_line group by hold_act_id
     union all
    select 'billing_milestone', act_id, count(*) from billing_milestone group by act_id
     union all
    select 'billing_milestone', ready_act_id, count(*) from billing_milestone group by ready_act_id
     union all
    select 'billing_milestone', hold_act_id, count(*) from billing_milestone group by hold_act_id
     union all
    select 'accounting_retainer_expiry', act_id, count(*) from accounting_retainer_expiry group by act_id
     union all
    select 'billing_retainer', act_id, count(*) from billing_retainer group by act_id
     union all
    select 'billing_retainer', ready_act_id, count(*) from billing_retainer group by ready_act_id
     union all
    select 'billing_retainer', hold_act_id, count(*) from billing_retainer group by hold_act_id
     union all
    select 'billing_proforma', act_id, count(*) from billing_proforma group by act_id
     union all
    select 'billing_discount', act_id, count(*) from billing_discount group by act_id
     union all
    select 'billing_proforma', created_act_id, count(*) from billing_proforma group by created_act_id
     union all
    select 'billing_proforma_detail', act_id, count(*) from billing_proforma_detail group by act_id
     union all
    select 'billing_proforma_detail', ready_act_id, count(*) from billing_proforma_detail group by ready_act_id
     union all
    select 'companies_company', act_id, count(*) from companies_company group by act_id
     union all
    select 'companies_dimension_set', act_id, count(*) from companies_dimension_set group by act_id
     union all
    select 'companies_exchange_rate', act_id, count(*) from companies_exchange_rate group by act_id
     union all
    select 'companies_number_series', act_id, count(*) from companies_number_series group by act_id
     union all
    select 'companies_terms_of_payment', act_id, count(*) from companies_terms_of_payment group by act_id
     union all
    select 'documents_attachment', act_id, count(*) from documents_attachment group by act_id
     union all
    select 'documents_chain_link', act_id, count(*) from documents_chain_link group by act_id
     union all
    select 'documents_customer_page', act_id, count(*) from documents_customer_page group by act_id
     union all
    select 'documents_customer_page', revoked_act_id, count(*) from documents_customer_page group by revoked_act_id
     union all
    select 'documents_delivery', act_id, count(*) from documents_delivery group by act_id
     union all
    select 'documents_document', act_id, count(*) from documents_document group by act_id
     union all
    select 'documents_message_text', act_id, count(*) from documents_message_text group by act_id
     union all
    select 'documents_question', act_id, count(*) from documents_question group by act_id
     union all
    select 'documents_sending_profile', act_id, count(*) from documents_sending_profile group by act_id
     union all
    select 'documents_stationery', act_id, count(*) from documents_stationery group by act_id
     union all
    select 'ledger_fiscal_period', act_id, count(*) from ledger_fiscal_period group by act_id
     union all
    select 'ledger_invoice', act_id, count(*) from ledger_invoice group by act_id
     union all
    select 'ledger_main_account', act_id, count(*) from ledger_main_account group by act_id
     union all
    select 'ledger_project_transaction', act_id, count(*) from ledger_project_transaction group by act_id
     union all
    select 'ledger_voucher', act_id, count(*) from ledger_voucher group by act_id
     union all
    select 'masterdata_category', act_id, count(*) from masterdata_category group by act_id
     union all
    select 'masterdata_customer', act_id, count(*) from masterdata_customer group by act_id
     union all
    select 'masterdata_org_unit', act_id, count(*) from masterdata_org_unit group by act_id
     union all
    select 'masterdata_project', act_id, count(*) from masterdata_project group by act_id
     union all
    select 'masterdata_resource', act_id, count(*) from masterdata_resource group by act_id
     union all
    select 'masterdata_role', act_id, count(*) from masterdata_role group by act_id
     union all
    select 'masterdata_task', act_id, count(*) from masterdata_task group by act_id
     union all
    select 'masterdata_write_off_reason', act_id, count(*) from masterdata_write_off_reason group by act_id
     union all
    select 'people_invitation', act_id, count(*) from people_invitation group by act_id
     union all
    select 'kit_preference', act_id, count(*) from kit_preference group by act_id
     union all
    select 'kit_saved_view', act_id, count(*) from kit_saved_view group by act_id
     union all
    select 'people_membership', act_id, count(*) from people_membership group by act_id
     union all
    select 'people_recovery_code', act_id, count(*) from people_recovery_code group by act_id
     union all
    select 'people_second_factor', act_id, count(*) from people_second_factor group by act_id
     union all
    select 'runs_run', act_id, count(*) from runs_run group by act_id
     union all
    select 'tax_item_tax_group', act_id, count(*) from tax_item_tax_group group by act_id
     union all
    select 'tax_parameters', act_id, count(*) from tax_parameters group by act_id
     union all
    select 'tax_tax_code', act_id, count(*) from tax_tax_code group by act_id
     union all
    select 'tax_tax_group', act_id, count(*) from tax_tax_group group by act_id
     union all
    select 'tax_tax_rate', act_id, count(*) from tax_tax_rate group by act_id
     union all
    select 'work_approval', act_id, count(*) from work_approval group by act_id
     union all
    select 'work_entry', act_id, count(*) from work_entry group by act_id
     union all
    select 'work_entry', entered_act_id, count(*) from work_entry group by entered_act_id
     union all
    select 'work_entry', submitted_act_id, count(*) from work_entry group by submitted_act_id
     union all
    select 'work_receipt', act_id, count(*) from work_receipt group by act_id
     union all
    select 'agreements_past_share', act_id, count(*) from agreements_past_share group by act_id
     union all
    select 'agreements_change_order', act_id, count(*) from agreements_change_order group by act_id
     union all
    select 'agreements_change_order', approved_act_id, count(*) from agreements_change_order group by approved_act_id
     union all
    select 'work_recall', act_id, count(*) from work_recall group by act_id
     union all
    select 'work_recall', requested_act_id, count(*) from work_recall group by requested_act_id
)

select named.table_name, named.act_id, named.row_count
  from named
 where named.act_id is not null
   and not exists (select
                     from people_act as act
                    where act.id = named.act_id)
 order by named.table_name, named.act_id
