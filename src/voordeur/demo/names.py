"""Common Dutch name parts and invented streets, from which the demonstration's people and addresses are put together.

Whoever comes out exists nowhere: each name is a chance meeting of parts that thousands share.
"""

from __future__ import annotations

# A circle shares given names and surnames, so that a name sounds like one. "prefix|surname".
CIRCLES: dict[str, dict[str, tuple[str, ...]]] = {
    "dutch": {
        "M": (
            "Jan", "Pieter", "Kees", "Henk", "Gerrit", "Sander", "Thijs", "Bram", "Daan", "Ruben", "Wouter", "Jeroen", "Maarten",
            "Niels", "Rik", "Stijn", "Teun", "Bart", "Erik", "Frank", "Hans", "Joost", "Koen", "Lars", "Martijn", "Peter-Paul",
            "André", "René", "Theo", "Willem", "Sjoerd", "Douwe", "Jelle", "Gijs", "Floris", "Casper",
        ),
        "V": (
            "Anna", "Maria", "Johanna", "Sanne", "Lotte", "Emma", "Fleur", "Iris", "Marieke", "Ingrid", "Linda", "Monique",
            "Petra", "Sandra", "Tineke", "Wilma", "Yvonne", "Zoë", "Noor", "Roos", "Eva", "Femke", "Hanneke", "Jolanda", "Karin",
            "Lieke", "Mirjam", "Nienke", "Renée", "Saskia", "Truus", "Willemijn", "Anneke", "Bianca", "Chantal", "Esmée",
        ),
        "surname": (
            "|Jansen", "|Janssen", "de|Jong", "|Bakker", "|Visser", "|Smit", "|Meijer", "de|Boer", "|Mulder", "de|Groot", "|Bos",
            "|Vos", "|Peters", "|Hendriks", "van|Leeuwen", "|Dekker", "|Brouwer", "de|Wit", "|Dijkstra", "|Smits", "de|Graaf",
            "van der|Meer", "van der|Linden", "|Kok", "|Jacobs", "de|Haan", "|Vermeulen", "van den|Heuvel", "van der|Veen",
            "van den|Broek", "de|Bruijn", "de|Bruin", "van der|Heijden", "|Schouten", "van|Beek", "|Willems", "van|Vliet",
            "van de|Ven", "|Hoekstra", "|Maas", "|Verhoeven", "|Koster", "van|Dam", "van der|Wal", "|Prins", "|Blom", "|Huisman",
            "|Peeters", "de|Jonge", "|Kuipers", "van|Veen", "|Post", "|Kuiper", "|Veenstra", "|Kramer", "van den|Brink",
            "|Scholten", "van|Wijk", "|Postma", "|Martens", "|Vink", "de|Ruiter", "|Timmermans", "|Groen", "|Gerritsen",
            "|Jonker", "van|Loon", "|Boer", "van der|Velde", "|Willemsen", "|Smeets", "de|Lange", "de|Vos", "van|Dongen",
            "|Schipper", "de|Koning", "van der|Laan", "|Driessen", "|Hermans", "|Evers", "van den|Bosch", "|Sijbrands",
            "|Hofstra", "'t|Hart", "ten|Brink", "ter|Horst", "op den|Berg", "|Bolkesteijn", "|Zijlstra", "|Ruijter", "van 't|Hof",
        ),
    },
    "turkish": {
        "M": ("Mehmet", "Emre", "Murat", "Ömer", "Hakan", "Yusuf", "Serkan", "Burak", "Can", "Ibrahim"),
        "V": ("Ayşe", "Elif", "Zeynep", "Fatma", "Emine", "Merve", "Selin", "Hatice", "Derya", "Esra"),
        "surname": ("|Yılmaz", "|Demir", "|Çelik", "|Kaya", "|Öztürk", "|Şahin", "|Aydın", "|Arslan", "|Doğan", "|Koç", "|Polat"),
    },
    "moroccan": {
        "M": ("Mohamed", "Youssef", "Hamza", "Bilal", "Rachid", "Karim", "Omar", "Said", "Anouar", "Ilias"),
        "V": ("Fatima", "Samira", "Naima", "Khadija", "Salma", "Nora", "Hafida", "Imane", "Loubna", "Yasmina"),
        "surname": (
            "el|Amrani", "el|Idrissi", "|Bouzid", "|Benali", "ait|Hamou", "|Haddou", "|Chaoui", "el|Khattabi", "|Azzouzi",
            "|Ouali", "|Tahiri",
        ),
    },
    "surinamese": {
        "M": ("Ricardo", "Winston", "Glenn", "Radjesh", "Dewan", "Orlando", "Clyde", "Anil"),
        "V": ("Shanti", "Cheryl", "Sunita", "Jenny", "Priscilla", "Asha", "Muriel", "Urmila"),
        "surname": ("|Pinas", "|Ramdin", "|Biharie", "|Wijngaarde", "|Kartodikromo", "|Jankie", "|Mohan", "|Amatredjo"),
    },
    "polish": {
        "M": ("Piotr", "Tomasz", "Marek", "Paweł", "Krzysztof", "Łukasz", "Adam", "Michał"),
        "V": ("Agnieszka", "Katarzyna", "Magda", "Joanna", "Ewa", "Małgorzata", "Beata", "Dorota"),
        "surname": ("|Kowalski", "|Nowak", "|Wiśniewski", "|Wójcik", "|Kamiński", "|Zieliński", "|Dąbrowski", "|Mazur"),
    },
}  # fmt: skip
SHARES: dict[str, int] = {"dutch": 78, "turkish": 7, "moroccan": 6, "surinamese": 4, "polish": 5}

DISTRICTS: tuple[str, ...] = ("Binnenstad", "Noorderkwartier", "Waterwijk", "Bosrand")
STREET_STEMS: tuple[str, ...] = (
    "Merel", "Linden", "Beuken", "Iepen", "Kastanje", "Wilgen", "Populieren", "Vlinder", "Libellen", "Zwaluw", "Reiger", "Kievit",
    "Grutto", "Anemonen", "Tulpen", "Klaproos", "Korenbloem", "Brem", "Heide", "Varen", "Mos", "Molen", "Sluis", "Haven", "Veer",
    "Schans", "Bolwerk", "Kerk", "Markt", "School", "Brink", "Kromme", "Lange", "Korte", "Hoge", "Lage", "Noorder", "Zuider",
    "Ooster", "Wester", "Zonne", "Maan", "Sterren", "Regenboog",
)  # fmt: skip
STREET_ENDS: tuple[str, ...] = ("straat", "laan", "weg", "plein", "hof", "kade", "dreef", "pad")
