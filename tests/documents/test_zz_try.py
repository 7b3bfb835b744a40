from pathlib import Path
import pytest, collections, pickle
from dataclasses import replace
from lxml import etree
from unbilled.documents.einvoice import ubl, cii
from unbilled.documents.einvoice.checks import checked
from unbilled.documents.einvoice.formats import FORMATS
from unbilled.documents.reads.einvoices import einvoices
from unbilled.lab.scenarios.books import Books
from unbilled.lab.scenarios.runner import Playing, play, read_scenario
from unbilled.ledger.models import Invoice
FILES = sorted((Path(__file__).parents[1]/'scenarios').glob("*.yaml"))
SEEN=collections.Counter()
ALL=[]
@pytest.mark.parametrize("path", FILES, ids=lambda p:p.stem)
def test_try(path, db):
    books=Books()
    play(read_scenario(path), Playing(books=books))
    for inv in Invoice.objects.all():
        [e]=einvoices(company_id=inv.company_id, invoice_ids=[inv.pk]).values()
        for m in (ubl,cii):
            back=m.read(etree.fromstring(m.write(e.invoice)))
            if back!=e.invoice:
                print(path.stem, m.__name__)
                for f in e.invoice.__dataclass_fields__:
                    if getattr(e.invoice,f)!=getattr(back,f): print('  RT',f,getattr(e.invoice,f),'\n     ',getattr(back,f))
        ALL.append((path.stem,e.invoice))
        for x in checked(e.invoice):
            SEEN[str(x)+' '+x.field]+=1
            print('  F',path.stem, x)
def test_zz():
    pickle.dump(ALL,open('/tmp/all_invoices.pickle','wb'))
    for k,v in SEEN.most_common(): print(v,k)
    print(len(ALL))
