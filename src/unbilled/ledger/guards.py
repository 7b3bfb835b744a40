"""What the database refuses about the books, and the running balances."""

from unbilled.foundation.code import Trigger, trigger_function
from unbilled.foundation.guards import (
    NEW_ROWS,
    Guard,
    append_only,
    follows,
    references_of,
    totals,
    undeletable,
)
from unbilled.ledger.states import PERIOD


def _at_insert(name: str, body: str) -> Guard:
    return Guard(
        name,
        (trigger_function(name, body),),
        (Trigger(name, "ledger_entry", "after insert", NEW_ROWS, name),),
    )


def vouchers_balance() -> Guard:
    """Each insert brings each voucher a zero sum, so vouchers balance by induction.

    Checked in accounting and reporting currency, and in transaction currency where it is one.
    """
    return _at_insert(
        "ledger_entry_brings_each_voucher_to_zero",
        """
declare off bigint;
begin
    select voucher_id into off
      from new_rows
     group by voucher_id
    having sum(accounting_amount) <> 0
        or coalesce(sum(reporting_amount), 0) <> 0
        or (min(transaction_currency) = max(transaction_currency) and sum(transaction_amount) <> 0)
     limit 1;
    if found then
        raise exception using errcode = 'check_violation',
            message = format('Voucher %s does not balance.', off),
            hint = 'All entries of a voucher arrive in one statement and sum to zero in each currency.';
    end if;
    return null;
end""",
    )


def periods_are_open() -> Guard:
    """Entries go into open periods only; the period is held until commit, so that a close waits."""
    return _at_insert(
        "ledger_entry_goes_into_an_open_period",
        """
declare day record;
begin
    for day in select distinct company_id, accounting_date from new_rows
                order by company_id, accounting_date loop
        perform from ledger_fiscal_period as period
          where period.company_id = day.company_id and period.status = 'open'
            and period.starts_on <= day.accounting_date and day.accounting_date < period.ends_before
            for share;
        if not found then
            raise exception using errcode = 'check_violation',
                message = format('The fiscal period of %s is not open.', day.accounting_date),
                hint = 'Open the period or choose another accounting date.';
        end if;
    end loop;
    return null;
end""",
    )


def account_balances() -> Guard:
    """Keep ``ledger_account_balance`` equal to what it totals.

    Source: docs/rules/ledger.md#balances.
    """
    key = "main_account_id, dimension_set_id, month"
    return _at_insert(
        "ledger_entry_balances",
        f"""
begin
    insert into ledger_account_balance as balance ({key}, company_id, debit, credit, reporting_amount)
    select main_account_id, dimension_set_id, month, company_id,
           sum(debit), sum(credit), sum(reporting_amount)
      from (select main_account_id, coalesce(dimension_set_id, 0) as dimension_set_id,
                   accounting_date - (extract(day from accounting_date)::integer - 1) as month, company_id,
                   coalesce(sum(accounting_amount) filter (where accounting_amount > 0), 0) as debit,
                   -coalesce(sum(accounting_amount) filter (where accounting_amount < 0), 0) as credit,
                   coalesce(sum(reporting_amount), 0) as reporting_amount
              from new_rows
             group by main_account_id, dimension_set_id, accounting_date, company_id) as daily
     group by {key}, company_id
     order by {key}
        on conflict ({key}) do update
       set debit = balance.debit + excluded.debit,
           credit = balance.credit + excluded.credit,
           reporting_amount = balance.reporting_amount + excluded.reporting_amount;
    return null;
end""",
    )


def guards() -> list[Guard]:
    """Posted records never change, vouchers balance, closed periods take nothing."""
    return [
        *(
            append_only(table)
            for table in (
                "ledger_voucher",
                "ledger_entry",
                "ledger_project_transaction",
                "ledger_customer_transaction",
                "ledger_tax_transaction",
                "ledger_invoice",
                "ledger_invoice_party",
                "ledger_invoice_line",
                "ledger_invoice_retainer",
                "ledger_invoice_discount",
            )
        ),
        follows(PERIOD),
        undeletable("ledger_main_account"),
        vouchers_balance(),
        periods_are_open(),
        account_balances(),
        # Whoever posts has drawn from the counter of vouchers by now: nobody waits for these totals besides.
        totals(
            "ledger_project_transaction",
            "ledger_posted_total",
            key="company_id, transaction_date, transaction_type, transaction_class, transaction_currency, is_accrued",
            sums={
                "line_count": "count(*)",
                "transaction_amount": "sum(transaction_amount)",
            },
            is_append_only=True,
        ),
        *references_of("ledger"),
    ]
