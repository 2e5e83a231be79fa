"""Surnames of seven circles of people who came from elsewhere: common ones, and a composed tail for each."""

from __future__ import annotations

import numpy as np

ABROAD: dict[str, str] = {
    "turkish": """Yılmaz|Kaya|Demir|Çelik|Şahin|Yıldız|Yıldırım|Öztürk|Aydın|Özdemir|Arslan|Doğan|Kılıç|Aslan|Çetin|
Kara|Koç|Kurt|Özkan|Şimşek|Polat|Korkmaz|Özcan|Erdoğan|Çakır|Karaca|Aktaş|Güneş|Bulut|Keskin|Ünal|Turan|Avcı|Tekin|
Güler|Köse|Yavuz|Taş|Ateş|Sarı|Uçar|Ay|Acar|Karakaya|Akbulut|Demirci|Yüksel|Coşkun|Bayram|Karataş""",
    "moroccan": """el Amrani|el Idrissi|Bouzid|Benali|ait Hamou|Haddou|Chaoui|el Khattabi|Azzouzi|Ouali|Tahiri|
el Mansouri|Bouali|Amrani|Idrissi|el Hajji|ben Ali|Bakkali|el Bakkali|Ziani|Chakir|el Yaakoubi|Boukhari|Saidi|Alaoui|
el Alaoui|Haddad|Mimoun|Kaddouri|Bennani|Berrada|Lahlou|Ouazzani|el Ouazzani|Zerouali|Aarab|Abdellaoui|Ahmed|Mohamed|
Bouchta|Azzaoui|el Kaddouri|Ben Moussa|Essaidi""",
    "surinamese": """Pinas|Ramdin|Biharie|Wijngaarde|Kartodikromo|Jankie|Mohan|Amatredjo|Singh|Ramlal|Baldewsingh|
Kalloe|Ramautar|Soekhoe|Sewgobind|Autar|Mangal|Gopal|Ramdas|Bissumbhar|Jagroep|Soerodjo|Atmopawiro|Martodihardjo|
Landveld|Vrede|Blijd|Zeefuik|Seedorf|Burleson|Leerdam|Emanuels|Lieveld|Martina|Martis|Maduro|Croes|Kelly|Tromp|
Winterdaal|Rosalia|Isenia|Doran|Hooi|Koeiman""",
    "polish": """Nowak|Kowalski|Wiśniewski|Wójcik|Kowalczyk|Kamiński|Lewandowski|Zieliński|Szymański|Woźniak|
Dąbrowski|Kozłowski|Jankowski|Mazur|Kwiatkowski|Wojciechowski|Krawczyk|Kaczmarek|Piotrowski|Grabowski|Zając|Pawłowski|
Michalski|Król|Wieczorek|Jabłoński|Wróbel|Nowakowski|Majewski|Olszewski|Stępień|Malinowski|Jaworski|Adamczyk|Dudek|
Pawlak|Górski|Sikora|Walczak|Baran""",
    "ukrainian": """Melnyk|Shevchenko|Kovalenko|Bondarenko|Boiko|Tkachenko|Kravchenko|Kovalchuk|Koval|Oliinyk|
Shevchuk|Polishchuk|Tkachuk|Savchenko|Bondar|Marchenko|Rudenko|Moroz|Lysenko|Petrenko|Klymenko|Kravets|Kuzmenko|
Savchuk|Pavlenko|Levchenko|Panasiuk|Romaniuk|Havryliuk|Vasylenko|Zaitsev|Ponomarenko|Yurchenko|Hrytsenko|Popovych|
Zelinskyi|Dovbush|Syrotenko|Chornyi|Bilyi""",
    "syrian": """al Ahmad|al Mohammad|al Hussein|al Ali|Haddad|Khalil|Ibrahim|al Khatib|al Masri|Darwish|Hamdan|
al Hassan|Saleh|Mustafa|Issa|al Saleh|Suleiman|Khoury|Abdullah|al Jasem|Othman|al Omar|Sheikho|Mahmoud|al Abdallah|
al Najjar|Kassem|Shaker|Youssef|al Halabi|al Sayed|Hammoud|Barakat|Qassem|Sabbagh|Nassar|al Hamwi|Ramadan|Farah|Kurdi""",
    "other": """Silva|Santos|Fernandes|Rodrigues|García|Martínez|López|Nguyen|Tran|Chen|Wang|Li|Wong|Singh|Kumar|
Khan|Hussain|Ali|Abdi|Hassan|Tesfay|Haile|Berhane|Gebremedhin|Popescu|Ionescu|Ivanov|Petrov|Georgiev|Dimitrova|Müller|
Schmidt|Schneider|Weber|Smith|Brown|Johnson|Rossi|Russo|Lefèvre|Dubois|Rahimi|Ahmadi|Karimi|Hosseini|Mensah|Owusu|
Boateng|Appiah|Osei|Okafor|Lopes|Tavares""",
}  # fmt: skip
# (beginnings, endings) from which the tails are put together, each in the manner of its language.
PARTS: dict[str, tuple[str, str]] = {
    "turkish": (
        "Ak|Kara|Gök|Yel|Taş|Er|Öz|Bay|Can|Dal|Ege|Gül|Kır|Kor|Oğuz|Sev|Tan|Tok|Uz|Yaz|Yurt|Altın|Boz|Çal|Demir|Din|Gün|Işık|Kut|Sarı|Su|Tur",
        "kaya|taş|türk|er|can|oğlu|demir|han|soy|bulut|ay|su|tepe|doğan|man|gül|su|baş|kan|tekin|kurt|han|al|öz|ten|yurt|gör|daş|lı|cı",
    ),
    "moroccan": (
        "el |Bou|ben |ait |Ou|El|Ben|Ait |",
        "Hamdaoui|Marzouki|Filali|Fassi|Rifi|Sousi|Jabri|Kandoussi|Mokhtari|Nejjari|Ouahabi|Ghazi|Yahyaoui|Allouchi|Touzani|Asri|Baghdadi"
        "|Charki|Daoudi|Fadili|Guennoun|Harrak|Jaouhari|Kharbouch|Lamrabet|Mesbahi|Naciri|Qadiri|Rahmani|Salhi|Talbi|Zahraoui|Moussaoui"
        "|Hilali|Maach|Morabit|Achahbar|Belhaj|Chouari|Dahmani|Essaid|Farissi|Gharbi|Hammouti|Jilali|Karimi|Lachhab|Majdoubi|Nadori|Rachidi",
    ),
    "surinamese": (
        "Ram|Soe|Bis|Jag|Bhag|Kal|Sew|Dhan|Har|Mar|Pad|Sita|Raj|Kart|Sast|Wong|Amat|Per|Gan|Nan|Tew|Lach|Mahab|Bal",
        "dien|soekh|narain|pal|essar|oe|kisoen|lal|das|dat|sing|persad|nath|charan|deo|wati|odikromo|orejo|amidjojo|owidjojo|hoe|ari|bir|ai",
    ),
    "polish": (
        "Adam|Bart|Ciesiel|Dom|Gaw|Głow|Jas|Kac|Kowal|Kub|Lip|Mac|Mal|Nowic|Ost|Paw|Rut|Sad|Sob|Stan|Szczep|Tom|Urban|Wal|Wil|Zab|Zar|Bor|Gór|Kos",
        "owski|iński|czyk|czak|ek|iak|ewski|ik|ecki|ski|as|owicz|owiak|uk|ewicz|icki|owiec|anek",
    ),
    "ukrainian": (
        "Andri|Bohdan|Vasyl|Hryhor|Danyl|Demian|Zakhar|Ivan|Kyryl|Kost|Lukian|Martyn|Mykhail|Nazar|Ostap|Pavl|Roman|Semen|Stepan|Tym|Fedor|Yur",
        "enko|chuk|iuk|iv|ets|iak|chenko|yshyn|ivskyi|yk|aniuk|akha|yna",
    ),
    "syrian": (
        "al |al-|Abu |",
        "Rifai|Zoubi|Shami|Homsi|Daher|Atassi|Azm|Bitar|Droubi|Fares|Ghazal|Hafez|Idlbi|Jabbour|Kabbani|Laham|Malki|Nahhas|Obeid|Qudsi|Rahal"
        "|Samman|Tabbaa|Wakil|Yazbek|Zein|Aswad|Badawi|Dabbagh|Fayad|Hariri|Jundi|Kayali|Louz|Mouallem|Nasser|Rayes|Sharif|Taleb|Turk|Akkad",
    ),
    "other": (
        "Al|Ber|Cas|Da|Es|Fer|Gon|Ha|Ib|Ja|Ka|Lo|Ma|Na|O|Pe|Qui|Ra|Sa|Te|U|Va|Wa|Xu|Ya|Ze|Bo|Ko|Mo|Ta",
        "mara|nado|res|tov|ev|escu|eiro|moud|san|tesh|kumar|wan|ng|uma|bayo|mba|dou|lli|ssi|etti|son|ström|berg|ovic|ić|ska|dze|yan|pur|rez",
    ),
}  # fmt: skip


def composed_abroad(circle: str) -> list[str]:
    """The tail of one circle, always in the same order, without the names of its head."""
    beginnings, endings = (part.split("|") for part in PARTS[circle])
    middles = ("",) if " " in PARTS[circle][0] else ("", "a", "e", "i")
    head = set(ABROAD[circle].replace("\n", "").split("|"))
    made = sorted({_joined(first, middle + last) for first in beginnings for middle in middles for last in endings} - head)
    order = np.random.default_rng(20260103).permutation(len(made))
    return [made[int(at)] for at in order]


def _joined(first: str, last: str) -> str:
    """Two parts as one word, or apart where the first ends in a space or a hyphen."""
    return first + (last if not first or first[-1] in " -" else last.lower())
