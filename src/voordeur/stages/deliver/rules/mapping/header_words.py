"""Our fields and the words that creditors use for them."""

from __future__ import annotations

# Field: the words in creditors' headers, already plain (lower case, no accents, no signs); Dutch and English, apart by " | ".
_WORDS = {
    "customer_number": (
        "klantnummer | klantnr | klant nr | klant nummer | klantid | klant id | klantcode | relatienr | relatienummer | "
        "relatie nr | relatie | debiteurnummer | debiteurnr | debiteur nr | debnr | deb nr | debiteur | huurdernummer | "
        "huurdernr | huurder nr | huurder nummer | contractnummer | contractnr | contract nr | contract | polisnummer | "
        "polisnr | polis nr | verzekerdenummer | verzekerdennummer | aansluitnummer | dossiernummer | dossiernr | "
        "dossier nr | dossier | referentie | ref | kenmerk | lidnummer | customer number | customer no | customer id | "
        "customernumber | customer | client number | client id | account number | account no | account | reference | "
        "reference number | tenant number | tenant id | policy number | debtor number | debtor id | uw kenmerk | "
        "ons kenmerk | nummer klant | id | zaaknummer | vorderingnummer | code"
    ),
    "bsn": (
        "bsn | burgerservicenummer | burger service nummer | bsn nummer | bsn nr | sofinummer | sofi | "
        "citizen service number | social security number | bsnnr"
    ),
    "initials": (
        "voorletters | voorl | voorletter | initialen | initials | vrl | vl | voornaam | voornamen | first name | "
        "first names | firstname | given name | given names | forename | forenames | roepnaam | initiaal | v l"
    ),
    "prefix": (
        "voorvoegsel | voorvoegsels | tussenvoegsel | tussenvoegsels | voorv | tussenv | tv | tussenvgsl | prefix | infix "
        "| name prefix | surname prefix | vvgsl | vv | insertion | middle name | tussen"
    ),
    "surname": (
        "achternaam | geslachtsnaam | familienaam | surname | last name | lastname | family name | naam huurder | "
        "naam klant | naam debiteur | naam verzekerde | achtern | naam | name | klantnaam | anaam | hoofdhuurder naam"
    ),
    "full_name": (
        "naam | volledige naam | klantnaam | klant | huurder | hoofdhuurder | debiteur | debiteurnaam | contractant | "
        "naam klant | naam huurder | naam debiteur | naam verzekerde | naam voorletters | naam en voorletters | full name "
        "| fullname | name | customer name | tenant | tenant name | debtor | debtor name | client | client name | "
        "customer | persoon | bewoner | verzekerde | verzekeringnemer | afnemer | contracthouder | aanhef en naam | "
        "inwoner | resident"
    ),
    "birth_date": (
        "geboortedatum | geb datum | gebdatum | geb dat | gebdat | geboorte datum | geboren | geboren op | geb | gbdat | "
        "gebd | birth date | birthdate | date of birth | dateofbirth | dob | born | birthday | geboorte | geb dd"
    ),
    "sex": ("geslacht | sexe | sex | gender | m v | mv | aanhef | titel | salutation | geslachtsaanduiding"),
    "street": (
        "straat | straatnaam | straat naam | street | street name | streetname | adres | adresregel | adresregel 1 | "
        "openbare ruimte | openbareruimte | woonstraat | str | address"
    ),
    "house_number": (
        "huisnummer | huisnr | huis nr | huis nummer | hnr | h nr | nr | nummer | house number | housenumber | house no | "
        "number | no | huisn | street number | hsnr | hn | woningnummer"
    ),
    "house_letter": ("huisletter | hltr | hl | huis letter | letter | house letter | houseletter | huislt | huisl | ltr"),
    "addition": (
        "toevoeging | toev | huisnummertoevoeging | huisnr toevoeging | huisnummer toevoeging | huisnrtoev | huisnr toev "
        "| hnr toev | hnrtoev | nr toev | nummertoevoeging | number addition | addition | suffix | house number addition "
        "| housenumber addition | house number suffix | toevoegsel | unit | apartment | toev nr | bus"
    ),
    "full_address": (
        "adres | volledig adres | woonadres | adresregel | adresregel 1 | adres regel 1 | straat en huisnummer | "
        "straat en nummer | straat huisnummer | straat nr | straat huisnr | straat en huisnr | address | full address | "
        "address line | address line 1 | street and number | street address | leveringsadres | leveradres | aansluitadres "
        "| verbruiksadres | objectadres | huuradres | postadres | adres woning | street | straat | locatie | gehuurde"
    ),
    "postcode": (
        "postcode | pc | postc | post code | postalcode | postal code | zip | zipcode | zip code | pcode | pcd | postkode"
    ),
    "postcode_city": (
        "postcode en plaats | postcode plaats | postcode woonplaats | postcode en woonplaats | pc plaats | pc en plaats | "
        "pc woonplaats | postcode and city | postcode city | postal code and city | adresregel 2 | address line 2 | "
        "adres regel 2 | zip city | woonplaats | plaats"
    ),
    "city": (
        "plaats | woonplaats | plaatsnaam | stad | gemeente | city | town | place | place of residence | residence | plts "
        "| wpl | dorp | locality | vestigingsplaats"
    ),
    "phone": (
        "telefoon | telefoonnummer | telefoonnr | tel | telnr | tel nr | telnummer | mobiel | mobiele nummer | "
        "mobiel nummer | mobielnummer | mobiele telefoon | gsm | phone | phone number | phonenumber | telephone | mobile "
        "| mobile phone | mobile number | cell | cell phone | telefoon mobiel | telefoon vast | telefoon prive | "
        "tel mobiel | tel vast | telefoon 1 | telefoon 2 | 06 | 06 nummer | contact phone | vaste telefoon | "
        "telefoon overdag | vast"
    ),
    "email": (
        "e mail | email | mail | emailadres | e mailadres | e mail adres | email adres | mailadres | email address | "
        "e mail address | mail address | contact email | elektronisch adres"
    ),
    "amount": (
        "bedrag | openstaand | openstaand bedrag | achterstand | achterstandsbedrag | bedrag achterstand | "
        "betalingsachterstand | huurachterstand | huurschuld | schuld | schuldbedrag | totaal | totaalbedrag | "
        "totaal openstaand | saldo | openstaand saldo | vordering | hoofdsom | verschuldigd | verschuldigd bedrag | "
        "bedrag openstaand | restant | restantbedrag | hoogte achterstand | hoogte schuld | premieachterstand | "
        "openstaande schuld | amount | amount due | amount owed | arrears | arrears amount | outstanding | "
        "outstanding amount | open amount | balance | total | total due | debt | debt amount | total arrears | te betalen "
        "| nog te betalen | openst bedrag | openst | eur | euro | achterst"
    ),
    "months": (
        "maanden | mnd | mnden | aantal maanden | aantal mnd | maanden achterstand | achterstand maanden | "
        "achterstand in maanden | achterstand mnd | aantal maanden achterstand | months | number of months | "
        "months in arrears | months overdue | arrears months | termijnen | aantal termijnen | "
        "aantal achterstallige maanden | looptijd maanden | termijn"
    ),
    "oldest_due": (
        "oudste vervaldatum | vervaldatum | oudste vervaldag | vervaldag | oudste openstaande factuur | oudste factuur | "
        "oudste factuurdatum | factuurdatum | datum oudste factuur | datum oudste vordering | oudste openstaande | "
        "oudste openstaande post | oudste post | sinds | vanaf | achterstand sinds | achterstand vanaf | "
        "achterstallig sinds | achterstallig vanaf | ontstaan | ontstaansdatum | datum ontstaan | datum achterstand | "
        "ingangsdatum achterstand | begindatum | begin achterstand | start achterstand | startdatum | verval | due date | "
        "oldest due | oldest due date | oldest invoice | oldest invoice date | invoice date | overdue since | "
        "in arrears since | arrears since | since | arrears from | from | start of arrears | eerste achterstallige | "
        "eerste vervaldatum | oudste datum | peildatum oudste post | vervallen op | openstaand sinds | openstaand vanaf"
    ),
    "signal_type": (
        "signaaltype | type signaal | soort signaal | signaalsoort | type melding | soort melding | meldingtype | "
        "signal type | signaltype | type of signal | type | aard signaal"
    ),
    "signal_date": (
        "signaaldatum | datum signaal | datum | aanleverdatum | datum aanlevering | peildatum | meldingsdatum | "
        "datum melding | signal date | date | delivery date | report date | exportdatum"
    ),
    "warm_handover": ("warme overdracht | warme overdr | warme | overdracht | warm handover | warm transfer"),
    "collection_stage": (
        "incassofase | incasso fase | fase | incassostatus | incasso status | stadium | collection stage | "
        "collection phase | stage | phase | processtap | fase incasso"
    ),
    "remark": (
        "toelichting | opmerking | opmerkingen | bijzonderheden | notitie | memo | remark | remarks | note | notes | "
        "comment | comments | aantekening | omschrijving"
    ),
    "attested": (
        "verklaring | verklaring sociale incasso | sociale incasso | 4 stappen gedaan | vier stappen gedaan | 4 stappen | "
        "vier stappen | stappen gedaan | stappen gezet | aanbod doorgeven gegevens | aanbod doorgeven | "
        "aanbod gegevens doorgeven | aangeboden gegevens door te geven | inspanning contact | persoonlijk contact | "
        "contact gezocht | gewezen op schuldhulp | gewezen op hulp | gewezen op mogelijkheden | herinnering | "
        "herinnering gestuurd | schriftelijke herinnering | aanmaning verstuurd | voldaan aan voorwaarden | "
        "voorwaarden voldaan | attested | attestation | four steps | four steps taken | legal steps | steps taken | "
        "reminder sent | contact attempted | offer made | pointed at help | social collection | verklaard"
    ),
    "objection": (
        "bezwaar | bezwaar klant | bezwaar gemaakt | bezwaar tegen doorgeven | weigering | geweigerd | klant weigert | "
        "objection | objected | customer objects | refused | opt out"
    ),
    "partner": (
        "signaalpartner | partner | leverancier | aanleveraar | aanleverende partij | schuldeiser | crediteur | "
        "organisatie | bedrijf | melder | verhuurder | verzekeraar | corporatie | woningcorporatie | creditor | supplier "
        "| company | organisation | organization | landlord | insurer | bron | source"
    ),
    "kind": (
        "soort | soort partner | soort signaalpartner | soort schuld | soort achterstand | soort schuldeiser | categorie "
        "| sector | branche | type achterstand | type schuld | kind | partner type | debt type | type of debt | category "
        "| partnertype | type partner"
    ),
    "own_attempts": (
        "contactpogingen | aantal contactpogingen | eigen contactpogingen | pogingen | aantal pogingen | contact attempts "
        "| attempts | own attempts | number of attempts"
    ),
}

FIELDS: dict[str, frozenset[str]] = {name: frozenset(words.split(" | ")) for name, words in _WORDS.items()}
"""Our fields with their header words. `full_name`, `full_address` and `postcode_city` hold several fields in one column."""

MULTIPLE: dict[str, int] = {"phone": 2, "attested": 4, "objection": 2, "remark": 2}
"""Fields that may stand in more than one column, with how many at most; every other field takes one column."""

PARTS: dict[str, tuple[str, ...]] = {
    "full_name": ("initials", "prefix", "surname"),
    "full_address": ("street", "house_number", "house_letter", "addition", "postcode", "city"),
    "postcode_city": ("postcode", "city"),
}
"""What stands inside a combined column."""

# Fields that contents alone show beyond doubt, also among columns whose names are known.
PLAIN_TO_SEE = frozenset({"postcode", "postcode_city", "email", "phone", "bsn"})
# Fields that a column may be taken for by its contents when no column bears their name.
ESSENTIAL = frozenset({"amount", "oldest_due", "surname", "full_name", "full_address"})
