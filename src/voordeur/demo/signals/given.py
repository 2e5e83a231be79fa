"""Given names: official name and the name that a person is called by, of three Dutch generations and seven other circles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from voordeur.demo.signals.dice import Floats

# "official:called" where the two differ. In about their order of frequency. Generations end with the birth years below.
GENERATIONS: tuple[int, ...] = (1959, 1984)
DUTCH: dict[str, tuple[str, str, str]] = {
    "M": (
        """Johannes:Jan|Cornelis:Kees|Hendrik:Henk|Willem:Wim|Petrus:Piet|Jan|Gerrit|Pieter:Piet|
Jacobus:Koos|Adrianus:Ad|Johannes:Hans|Antonius:Ton|Franciscus:Frans|Theodorus:Theo|Martinus:Martin|Wilhelmus:Wim|
Gerardus:Gerard|Jacob:Jaap|Dirk|Klaas|Arie|Lambertus:Bert|Nicolaas:Nico|Leendert:Leen|Albertus:Bert|Hubertus:Huub|
Josephus:Jos|Marinus:Rinus|Teunis:Teun|Bernardus:Ben|Simon|Evert|Hendrikus:Henk|Christiaan:Chris|Abraham:Bram|Herman|
Rudolf:Ruud|Laurens|Sjoerd|Douwe""",
        """Johannes:Hans|Peter|Robert:Rob|Marcel|Erik|René|Ronald|Richard|Martin|Frank|Patrick|Edwin|Marco|
Jeroen|Dennis|Michel|Paul|Mark|Arjan|Bas|Sander|Jan|Hendrik:Henk|Cornelis:Cees|Willem|Petrus:Peter|Jacobus:Jack|André|
John|Maarten|Wouter|Bart|Stefan|Remco|Vincent|Raymond|Danny|Johan|Gerrit|Pieter|Niels|Jurgen|Michael|Roy|Erwin|Tom|
Antonius:Toine|Adrianus:Arjan""",
        """Daan|Tim|Thomas|Kevin|Rick|Lars|Jesse|Bram|Sem|Stijn|Thijs|Luuk|Max|Ruben|Mike|Nick|Jordy|Robin|
Joey|Niels|Jasper|Sven|Lucas|Jelle|Koen|Tom|Bas|Milan|Julian|Levi|Finn|Jayden|Damian|Dylan|Gijs|Floris|Teun|
Johannes:Joost|Willem|Pieter|Casper|Quinten|Noah|Jurre|Wessel|Joris|Bart|Justin""",
    ),
    "V": (
        """Maria:Ria|Johanna:Joke|Cornelia:Corrie|Anna:Annie|Elisabeth:Bep|Wilhelmina:Willy|Hendrika:Riek|
Catharina:Toos|Adriana:Jeanne|Petronella:Nel|Johanna:Annie|Margaretha:Greet|Jacoba:Coby|Geertruida:Truus|Antonia:Toos|
Theodora:Door|Helena:Leny|Maria:Mieke|Gerarda:Gerda|Jannetje:Jannie|Neeltje:Nel|Aaltje:Alie|Trijntje:Trijnie|
Grietje:Greet|Francisca:Cisca|Martina:Tineke|Alida:Ali|Hillegonda:Hilly|Berendina:Dinie|Lamberta:Bertha|Clasina:Sien|
Dirkje|Elizabeth:Els|Josephina:Jos""",
        """Maria:Marja|Monique|Sandra|Petra|Ingrid|Esther|Linda|Patricia|Mariska|Saskia|Marjolein|Anja|Karin|
Yvonne|Jolanda|Astrid|Brigitte|Angelique|Bianca|Nicole|Marieke|Miranda|Wendy|Chantal|Ellen|Daniëlle|Caroline|Claudia|
Johanna:Annemiek|Wilhelmina:Mieke|Cornelia:Corina|Sylvia|Hanneke|Judith|Annemarie|Irene|Renate|Tamara|Natasja|
Elisabeth:Liesbeth|Simone|Suzanne|Manon|Renée""",
        """Lisa|Sanne|Anne|Laura|Lotte|Iris|Kim|Naomi|Amber|Romy|Femke|Julia|Emma|Anouk|Michelle|Melissa|
Demi|Sophie|Eva|Fleur|Maud|Noa|Britt|Lieke|Roos|Zoë|Esmée|Jill|Isa|Tess|Nienke|Merel|Marit|Daphne|Denise|Samantha|
Chantal|Charlotte|Maria:Marije|Johanna:Joanne|Eline|Ilse|Kelly|Robin|Lynn|Bente|Fenna|Jasmijn""",
    ),
}  # fmt: skip
ABROAD: dict[str, tuple[str, str]] = {
    "turkish": (
        """Mehmet|Mustafa|Ahmet|Ali|Hüseyin|Hasan|İbrahim|İsmail|Osman|Yusuf|Murat|Ömer|Ramazan|Halil|
Süleyman|Emre|Burak|Hakan|Serkan|Fatih|Can|Kemal|Orhan|Volkan""",
        """Fatma|Ayşe|Emine|Hatice|Zeynep|Elif|Meryem|Şerife|Zehra|Sultan|Hanife|Merve|Özlem|Büşra|Esra|
Derya|Selin|Gül|Songül|Aylin""",
    ),
    "moroccan": (
        """Mohamed|Ahmed|Youssef|Hassan|Said|Rachid|Mustapha|Abdelkader|Hamid|Omar|Khalid|Bilal|Hamza|Karim|
Driss|Brahim|Ilias|Anouar|Mimoun|Soufiane|Abdellah|Nabil|Redouan""",
        """Fatima|Khadija|Fatiha|Samira|Naima|Malika|Rachida|Aicha|Zohra|Hafida|Salma|Loubna|Imane|Nora|
Yasmina|Najat|Karima|Souad|Hanan|Ikram|Sara""",
    ),
    "surinamese": (
        """Ricardo|Winston|Glenn|Radjesh|Dewan|Orlando|Clyde|Anil|Humphrey|Roy|Errol|Soeresh|Stanley|Rudy|
Marlon|Jermaine|Gregory|Raymond|Sergio|Romano""",
        """Shanti|Cheryl|Sunita|Jenny|Priscilla|Asha|Muriel|Urmila|Sharda|Yvonne|Marlene|Indra|Chantal|
Jacintha|Soraya|Lucia|Melissa|Naomi|Rosita""",
    ),
    "polish": (
        """Piotr|Krzysztof|Andrzej|Tomasz|Paweł|Jan|Michał|Marcin|Jakub|Adam|Marek|Łukasz|Grzegorz|Mateusz|
Wojciech|Mariusz|Dariusz|Rafał|Kamil|Dawid|Sebastian|Zbigniew""",
        """Anna|Katarzyna|Maria|Małgorzata|Agnieszka|Barbara|Ewa|Magdalena|Elżbieta|Joanna|Aleksandra|Monika|
Natalia|Dorota|Beata|Karolina|Justyna|Paulina|Iwona|Marta""",
    ),
    "ukrainian": (
        """Oleksandr|Serhii|Volodymyr|Andrii|Mykola|Ivan|Vasyl|Viktor|Dmytro|Yurii|Oleh|Bohdan|Vitalii|
Maksym|Roman|Yevhen|Artem|Taras|Denys|Petro""",
        """Olena|Nataliia|Tetiana|Iryna|Svitlana|Oksana|Liudmyla|Halyna|Yuliia|Kateryna|Viktoriia|Anastasiia|
Mariia|Olha|Valentyna|Larysa|Inna|Alina|Daria|Sofiia""",
    ),
    "syrian": (
        """Mohammad|Ahmad|Mahmoud|Khaled|Ali|Omar|Hassan|Hussein|Ibrahim|Abdullah|Mustafa|Yousef|Bassam|
Samer|Fadi|Anas|Majd|Ammar|Abdulrahman|Rami|Nizar|Tarek""",
        """Fatima|Maryam|Amina|Hanan|Rania|Rima|Noor|Amal|Hala|Samar|Layla|Aya|Ghada|Maha|Nour|Rasha|Reem|
Salma|Walaa|Zainab""",
    ),
    "other": (
        """José|Carlos|Antonio|João|Wei|Minh|Rajesh|Imran|Abdi|Samuel|Dawit|Ion|Ivan|Georgi|Thomas|Michael|
David|Marco|Pierre|Reza|Ali|Kwame|Kofi|Emmanuel|Daniel""",
        """Ana|Carmen|Lucía|Rosa|Mei|Linh|Priya|Aisha|Hodan|Selam|Elena|Ioana|Maria|Desislava|Sabine|
Jennifer|Sarah|Giulia|Claire|Maryam|Zahra|Abena|Akua|Grace|Mary""",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Givens:
    """All given names, numbered: official names, called names, and per pool (circle, sex, generation) numbers and weights."""

    official: list[str]
    called: list[str]
    pools: dict[tuple[str, str, int], tuple[int, int]]
    weights: dict[tuple[str, str, int], Floats]


@cache
def givens() -> Givens:
    """The given names; always the same."""
    made = Givens([], [], {}, {})
    for sex in ("M", "V"):
        for generation, text in enumerate(DUTCH[sex]):
            _pool(made, [("dutch", sex, generation)], text)
        for circle, texts in ABROAD.items():
            _pool(made, [(circle, sex, generation) for generation in range(3)], texts[sex == "V"])
    return made


def generation_of(year: int) -> int:
    """0, 1 or 2: which list a birth year draws from."""
    return sum(year > last for last in GENERATIONS)


def _pool(made: Givens, keys: list[tuple[str, str, int]], text: str) -> None:
    names = text.replace("\n", "").split("|")
    first = len(made.official)
    for name in names:
        official, _, called = name.partition(":")
        made.official.append(official)
        made.called.append(called or official)
    for key in keys:
        made.pools[key] = (first, first + len(names))
        made.weights[key] = 1.0 / (np.arange(len(names), dtype=np.float64) + 3.0)
