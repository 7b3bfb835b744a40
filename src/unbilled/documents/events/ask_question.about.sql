-- event:   ask_question, what it is about
-- returns: the document of the page, locked against another question at the same time; whether it has the line, how many
--          questions wait, and the e-mail addresses of whoever manages what it is about
-- source:  docs/rules/documents.md#the-customers-page

with locked as materialized (
    select page.id, page.invoice_id
      from documents_customer_page as page
     where page.company_id = %(company_id)s
       and page.id = %(page_id)s
       for no key update
), lines as (
    select distinct line.project_id
      from locked
      join ledger_invoice_line as line on line.invoice_id = locked.invoice_id
     where %(line_no)s::integer is null
        or line.line_no = %(line_no)s::integer
), managers as (
    select distinct person.email
      from lines
      join masterdata_project as project on project.id = lines.project_id
      join people_person as person on person.id = project.manager_id
     where person.is_active
       and person.email <> ''
)
select invoice.id as invoice_id, letter.number, letter.document_class, letter.invoice_date, letter.due_date,
       letter.transaction_currency, letter.currency_digits, letter.gross_amount, letter.locale,
       letter.contract_number, letter.company_code, letter.seller, letter.buyer, 1 as sending_no,
       line.line_no is not null as has_line,
       coalesce(nullif(line.description, ''), nullif(line.category_name, ''), line.project_code, '') as line_text,
       (select count(*)
          from documents_question as question
         where question.invoice_id = invoice.id
           and question.status = 'open') as open_count,
       coalesce((select array_agg(managers.email order by managers.email) from managers),
                (select array_agg(person.email order by person.email)
                   from agreements_contract as contract
                   join people_person as person on person.id = contract.manager_id
                  where contract.id = invoice.contract_id
                    and person.is_active
                    and person.email <> ''),
                '{}') as managers
  from locked
  join ledger_invoice as invoice on invoice.id = locked.invoice_id
 cross join lateral documents_letter_of(invoice.id, 'question') as letter
  left join ledger_invoice_line as line
    on line.invoice_id = invoice.id
   and line.line_no = %(line_no)s::integer
