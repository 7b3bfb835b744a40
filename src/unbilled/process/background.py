"""Which runs a worker can carry out, and what it does by the clock."""

from unbilled.process.runs.approve import APPROVE
from unbilled.process.runs.bill import BILL
from unbilled.process.runs.bill_chosen import BILL_CHOSEN
from unbilled.process.runs.bill_daily import DAILY_BILLING
from unbilled.process.runs.change_orders_daily import DAILY_CHANGE_ORDERS
from unbilled.process.runs.confirm import CONFIRM
from unbilled.process.runs.deliver import DELIVER
from unbilled.process.runs.mark import MARK_NOT_READY, MARK_READY
from unbilled.process.runs.over_agreed import OVER_AGREED
from unbilled.process.runs.over_documents import OVER_DOCUMENTS
from unbilled.process.runs.over_rows import OVER_ROWS
from unbilled.process.runs.post_invoices import POST_INVOICES
from unbilled.process.runs.post_journals import POST_JOURNALS
from unbilled.process.runs.print import PRINT
from unbilled.process.runs.submit import SUBMIT
from unbilled.process.runs.transmit import TRANSMITTING
from unbilled.runs.background import take_on
from unbilled.runs.periodic import every

take_on(SUBMIT, APPROVE, POST_JOURNALS, MARK_READY, MARK_NOT_READY)
take_on(BILL, BILL_CHOSEN, CONFIRM, POST_INVOICES, PRINT, DELIVER)
take_on(*OVER_ROWS, *OVER_AGREED, *OVER_DOCUMENTS)
every(DAILY_BILLING)
every(TRANSMITTING)
every(DAILY_CHANGE_ORDERS)
