"""The words of the page of a customer, in six languages."""

from collections.abc import Mapping
from typing import Any

_KEYS = (
    *("invoice", "credit_note", "from", "for", "date", "due", "total", "net", "tax", "contract", "reference"),
    *("pdf", "xml", "timesheet", "what", "day", "work", "quantity", "amount", "line", "whole", "more", "top"),
    *("questions", "none_yet", "ask", "ask_hint", "your_name", "your_question", "about", "send", "asked"),
    *("answer", "waits", "empty", "too_many", "gone_title", "gone"),
)
_SAID: Mapping[str, tuple[str, ...]] = {
    "en": (
        *("Invoice", "Credit note", "From", "For", "Date", "Due", "Total", "Net", "Tax", "Contract"),
        *("Your reference", "PDF", "XML", "Timesheet", "What is billed", "Day", "Work", "Quantity", "Amount"),
        *("Line", "the whole document", "Further lines", "To the beginning", "Questions"),
        *(
            "Nothing has been asked yet.",
            "Ask about it",
            "Whoever manages the work answers here and by e-mail.",
        ),
        *("Your name", "Your question", "About", "Send the question", "Your question was sent."),
        *("Answer", "Not answered yet.", "Please write a question, and choose a line that is there."),
        "So many questions wait for an answer that no more can be taken. Please write an e-mail.",
        "This link opens nothing",
        "It may have expired or been revoked. Please ask whoever sent it for a new one.",
    ),
    "de": (
        *("Rechnung", "Gutschrift", "Von", "Für", "Datum", "Fällig", "Gesamt", "Netto", "Steuer", "Vertrag"),
        *(
            "Ihr Zeichen",
            "PDF",
            "XML",
            "Stundennachweis",
            "Was berechnet wird",
            "Tag",
            "Arbeit",
            "Menge",
            "Betrag",
        ),
        *("Zeile", "das ganze Dokument", "Weitere Zeilen", "Zum Anfang", "Fragen"),
        *(
            "Es wurde noch nichts gefragt.",
            "Dazu fragen",
            "Wer die Arbeit leitet, antwortet hier und per E-Mail.",
        ),
        *("Ihr Name", "Ihre Frage", "Zu", "Frage senden", "Ihre Frage wurde gesendet."),
        *(
            "Antwort",
            "Noch nicht beantwortet.",
            "Bitte schreiben Sie eine Frage und wählen Sie eine vorhandene Zeile.",
        ),
        "Es warten zu viele Fragen auf eine Antwort. Bitte schreiben Sie eine E-Mail.",
        "Dieser Link öffnet nichts",
        "Er ist vielleicht abgelaufen oder widerrufen. Bitte fragen Sie den Absender nach einem neuen.",
    ),
    "fr": (
        *("Facture", "Avoir", "De", "Pour", "Date", "Échéance", "Total", "Total HT", "TVA", "Contrat"),
        *(
            "Votre référence",
            "PDF",
            "XML",
            "Relevé d’heures",
            "Ce qui est facturé",
            "Jour",
            "Travail",
            "Quantité",
        ),
        *("Montant", "Ligne", "tout le document", "Lignes suivantes", "Au début", "Questions"),
        *("Aucune question pour le moment.", "Poser une question"),
        *("La personne responsable répond ici et par e-mail.", "Votre nom", "Votre question", "À propos de"),
        *("Envoyer la question", "Votre question a été envoyée.", "Réponse", "Pas encore de réponse."),
        "Veuillez écrire une question et choisir une ligne existante.",
        "Trop de questions attendent une réponse. Veuillez écrire un e-mail.",
        "Ce lien n’ouvre rien",
        "Il a peut-être expiré ou été révoqué. Veuillez en demander un nouveau à l’expéditeur.",
    ),
    "es": (
        *(
            "Factura",
            "Factura rectificativa",
            "De",
            "Para",
            "Fecha",
            "Vencimiento",
            "Total",
            "Base imponible",
        ),
        *(
            "Impuestos",
            "Contrato",
            "Su referencia",
            "PDF",
            "XML",
            "Parte de horas",
            "Lo que se factura",
            "Día",
        ),
        *(
            "Trabajo",
            "Cantidad",
            "Importe",
            "Línea",
            "todo el documento",
            "Más líneas",
            "Al principio",
            "Preguntas",
        ),
        *(
            "Todavía no hay preguntas.",
            "Preguntar",
            "La persona responsable responde aquí y por correo electrónico.",
        ),
        *("Su nombre", "Su pregunta", "Sobre", "Enviar la pregunta", "Su pregunta se ha enviado."),
        *("Respuesta", "Sin respuesta todavía.", "Escriba una pregunta y elija una línea que exista."),
        "Hay demasiadas preguntas sin respuesta. Por favor, escriba un correo electrónico.",
        "Este enlace no abre nada",
        "Puede haber caducado o haberse revocado. Pida uno nuevo a quien se lo envió.",
    ),
    "it": (
        *("Fattura", "Nota di credito", "Da", "Per", "Data", "Scadenza", "Totale", "Imponibile", "Imposta"),
        *(
            "Contratto",
            "Vostro riferimento",
            "PDF",
            "XML",
            "Foglio ore",
            "Che cosa si fattura",
            "Giorno",
            "Lavoro",
        ),
        *("Quantità", "Importo", "Riga", "tutto il documento", "Altre righe", "All’inizio", "Domande"),
        *("Non ci sono ancora domande.", "Fare una domanda", "Il responsabile risponde qui e per e-mail."),
        *("Il vostro nome", "La vostra domanda", "Su", "Inviare la domanda", "La domanda è stata inviata."),
        *("Risposta", "Ancora senza risposta.", "Scrivete una domanda e scegliete una riga esistente."),
        "Troppe domande attendono una risposta. Scrivete un’e-mail.",
        "Questo link non apre nulla",
        "Potrebbe essere scaduto o revocato. Chiedetene uno nuovo al mittente.",
    ),
    "nl": (
        *(
            "Factuur",
            "Creditnota",
            "Van",
            "Voor",
            "Datum",
            "Te betalen voor",
            "Totaal",
            "Netto",
            "Btw",
            "Contract",
        ),
        *(
            "Uw kenmerk",
            "PDF",
            "XML",
            "Urenstaat",
            "Wat wordt gefactureerd",
            "Dag",
            "Werk",
            "Aantal",
            "Bedrag",
        ),
        *("Regel", "het hele document", "Meer regels", "Naar het begin", "Vragen"),
        *(
            "Er is nog niets gevraagd.",
            "Een vraag stellen",
            "De verantwoordelijke antwoordt hier en per e-mail.",
        ),
        *("Uw naam", "Uw vraag", "Over", "Vraag versturen", "Uw vraag is verstuurd."),
        *("Antwoord", "Nog niet beantwoord.", "Schrijf een vraag en kies een bestaande regel."),
        "Er wachten te veel vragen op antwoord. Stuur een e-mail.",
        "Deze link opent niets",
        "Hij is misschien verlopen of ingetrokken. Vraag de afzender om een nieuwe.",
    ),
}
_UNITS: Mapping[str, Mapping[str, str]] = {
    "en": {"hour": "h", "day": "d", "piece": "pc", "each": "pc", "kilometer": "km"},
    "de": {"hour": "Std.", "day": "Tag", "piece": "Stk.", "each": "Stk.", "kilometer": "km"},
    "fr": {"hour": "h", "day": "j", "piece": "pce", "each": "pce", "kilometer": "km"},
    "es": {"hour": "h", "day": "d", "piece": "ud.", "each": "ud.", "kilometer": "km"},
    "it": {"hour": "h", "day": "g", "piece": "pz.", "each": "pz.", "kilometer": "km"},
    "nl": {"hour": "u", "day": "d", "piece": "st.", "each": "st.", "kilometer": "km"},
}
WORDS: Mapping[str, Mapping[str, Any]] = {
    language: {**dict(zip(_KEYS, said, strict=True)), "units": _UNITS[language], "language": language}
    for language, said in _SAID.items()
}


def words_of(language: str) -> Mapping[str, Any]:
    """The words of a language, English where there are none.

    >>> words_of("de")["invoice"], words_of("xx")["language"]
    ('Rechnung', 'en')
    """
    return WORDS.get(language, WORDS["en"])
