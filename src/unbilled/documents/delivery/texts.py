"""What is written with documents: the usual texts in six languages, and how placeholders are filled in."""

import re
from collections.abc import Mapping
from string import Formatter

LANGUAGES = ("en", "de", "fr", "es", "it", "nl")
PURPOSES = ("invoice", "credit_note", "answer")
PLACEHOLDERS = (
    *("number", "date", "due", "amount", "seller", "buyer", "contract", "page"),
    *("question", "answer"),
)
"""``{page}`` is the link to the customer's own page; ``{question}`` and ``{answer}`` are those of an answer."""

USUAL: Mapping[tuple[str, str], tuple[str, str]] = {
    ("invoice", "en"): (
        "Invoice {number} from {seller}",
        "Dear Sir or Madam,\n\nplease find attached our invoice {number} of {date} over {amount}, due on {due}.\n\n"
        "You can also see it, and ask about it, here: {page}\n\nKind regards\n{seller}",
    ),
    ("invoice", "de"): (
        "Rechnung {number} von {seller}",
        "Guten Tag,\n\nanbei erhalten Sie unsere Rechnung {number} vom {date} über {amount}, fällig am {due}.\n\n"
        "Hier können Sie sie auch ansehen und Fragen dazu stellen: {page}\n\nMit freundlichen Grüßen\n{seller}",
    ),
    ("invoice", "fr"): (
        "Facture {number} de {seller}",
        "Madame, Monsieur,\n\nveuillez trouver ci-joint notre facture {number} du {date} d’un montant de {amount}, "
        "à régler au plus tard le {due}.\n\nVous pouvez aussi la consulter et poser vos questions ici : {page}\n\n"
        "Cordialement\n{seller}",
    ),
    ("invoice", "es"): (
        "Factura {number} de {seller}",
        "Estimados señores:\n\nAdjuntamos nuestra factura {number} del {date} por un importe de {amount}, con "
        "vencimiento el {due}.\n\nTambién pueden verla y hacer preguntas aquí: {page}\n\nUn cordial saludo\n{seller}",
    ),
    ("invoice", "it"): (
        "Fattura {number} di {seller}",
        "Gentili Signori,\n\nin allegato la nostra fattura {number} del {date} di {amount}, con scadenza il {due}.\n\n"
        "Potete anche consultarla e porre domande qui: {page}\n\nCordiali saluti\n{seller}",
    ),
    ("invoice", "nl"): (
        "Factuur {number} van {seller}",
        "Geachte heer, mevrouw,\n\nbijgaand ontvangt u onze factuur {number} van {date} ten bedrage van {amount}, te "
        "betalen uiterlijk op {due}.\n\nU kunt de factuur ook hier bekijken en er vragen over stellen: {page}\n\n"
        "Met vriendelijke groet\n{seller}",
    ),
    ("credit_note", "en"): (
        "Credit note {number} from {seller}",
        "Dear Sir or Madam,\n\nplease find attached our credit note {number} of {date} over {amount}.\n\n"
        "You can also see it, and ask about it, here: {page}\n\nKind regards\n{seller}",
    ),
    ("credit_note", "de"): (
        "Gutschrift {number} von {seller}",
        "Guten Tag,\n\nanbei erhalten Sie unsere Gutschrift {number} vom {date} über {amount}.\n\n"
        "Hier können Sie sie auch ansehen und Fragen dazu stellen: {page}\n\nMit freundlichen Grüßen\n{seller}",
    ),
    ("credit_note", "fr"): (
        "Avoir {number} de {seller}",
        "Madame, Monsieur,\n\nveuillez trouver ci-joint notre avoir {number} du {date} d’un montant de {amount}.\n\n"
        "Vous pouvez aussi le consulter et poser vos questions ici : {page}\n\nCordialement\n{seller}",
    ),
    ("credit_note", "es"): (
        "Factura rectificativa {number} de {seller}",
        "Estimados señores:\n\nAdjuntamos nuestra factura rectificativa {number} del {date} por un importe de "
        "{amount}.\n\nTambién pueden verla y hacer preguntas aquí: {page}\n\nUn cordial saludo\n{seller}",
    ),
    ("credit_note", "it"): (
        "Nota di credito {number} di {seller}",
        "Gentili Signori,\n\nin allegato la nostra nota di credito {number} del {date} di {amount}.\n\n"
        "Potete anche consultarla e porre domande qui: {page}\n\nCordiali saluti\n{seller}",
    ),
    ("credit_note", "nl"): (
        "Creditnota {number} van {seller}",
        "Geachte heer, mevrouw,\n\nbijgaand ontvangt u onze creditnota {number} van {date} ten bedrage van "
        "{amount}.\n\nU kunt de creditnota ook hier bekijken en er vragen over stellen: {page}\n\n"
        "Met vriendelijke groet\n{seller}",
    ),
    ("answer", "en"): (
        "Your question about {number}",
        "You asked:\n\n{question}\n\nOur answer:\n\n{answer}\n\nYou find it here as well: {page}\n\n"
        "Kind regards\n{seller}",
    ),
    ("answer", "de"): (
        "Ihre Frage zu {number}",
        "Sie haben gefragt:\n\n{question}\n\nUnsere Antwort:\n\n{answer}\n\nSie finden sie auch hier: {page}\n\n"
        "Mit freundlichen Grüßen\n{seller}",
    ),
    ("answer", "fr"): (
        "Votre question sur {number}",
        "Vous avez demandé :\n\n{question}\n\nNotre réponse :\n\n{answer}\n\nVous la trouvez aussi ici : {page}\n\n"
        "Cordialement\n{seller}",
    ),
    ("answer", "es"): (
        "Su pregunta sobre {number}",
        "Ustedes preguntaron:\n\n{question}\n\nNuestra respuesta:\n\n{answer}\n\nTambién la encuentran aquí: {page}\n\n"
        "Un cordial saludo\n{seller}",
    ),
    ("answer", "it"): (
        "La vostra domanda su {number}",
        "Avete chiesto:\n\n{question}\n\nLa nostra risposta:\n\n{answer}\n\nLa trovate anche qui: {page}\n\n"
        "Cordiali saluti\n{seller}",
    ),
    ("answer", "nl"): (
        "Uw vraag over {number}",
        "U vroeg:\n\n{question}\n\nOns antwoord:\n\n{answer}\n\nU vindt het ook hier: {page}\n\n"
        "Met vriendelijke groet\n{seller}",
    ),
}
TO_MANAGER = (
    "{seller}: a question about {number}",
    "{buyer} asks about {number}{line}:\n\n{question}\n\n{asker}\n\nAnswer it on the page of the document, or with "
    "`unbilled questions answer`.",
)
"""What the manager of a project is written about a question; people of the house read English."""


def are_placeholders_known(text: str) -> str:
    """Whether a text can be filled in, and is some.

    >>> are_placeholders_known("Invoice {number}"), are_placeholders_known(" ")
    ('', 'is empty')
    >>> are_placeholders_known("Invoice {nmber}")
    'has {nmber}; possible are {number}, {date}, {due}, {amount}, {seller}, {buyer}, {contract}, {page}, {question}, \
{answer}'
    >>> are_placeholders_known("{number"), are_placeholders_known("{number.x}")[:15]
    ('has a brace that is not closed; write {{ or }} for one that is meant', 'has {number.x};')
    """
    if not text.strip():
        return "is empty"
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return "has a brace that is not closed; write {{ or }} for one that is meant"
    possible = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
    for _, name, form, conversion in parts:
        if name is not None and (name not in PLACEHOLDERS or form or conversion):
            return f"has {{{name}}}; possible are {possible}"
    return ""


def filled(text: str, values: Mapping[str, str]) -> str:
    r"""Fill a text in; a paragraph that wants what there is nothing of is left out.

    >>> filled("Invoice {number}\n\nSee {page}\n\nBye", {"number": "7", "page": ""})
    'Invoice 7\n\nBye'
    """
    kept = [
        part
        for part in re.split(r"\n{2,}", text)
        if all(values.get(name) for _, name, _, _ in Formatter().parse(part) if name is not None)
    ]
    return "\n\n".join(part.format(**values) for part in kept)
