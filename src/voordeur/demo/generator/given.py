"""Given names: official name and the name that a person is called by, of three Dutch generations and seven other circles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from voordeur.demo.generator.dice import Floats

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
# Rarer names, shared by the generations with little weight.
RARER: dict[str, str] = {
    "M": """Aad|Aalt|Age|Albert|Alex|Alexander|Alfons|Alwin|Anton|Arend|Arno|Arnold|Arthur|August|Barend|
Bastiaan|Benjamin|Berend|Boudewijn|Boyd|Brian|Camiel|Carel|Clemens|Constantijn|Coen|Cor|Cyriel|Damiaan|Daniël|David|
Diederik|Ebel|Eddy|Eelco|Egbert|Eise|Elias|Emiel|Engelbert|Ernst|Ewoud|Fabian|Feike|Felix|Ferdinand|Fokke|Folkert|
Freek|Frits|Gabriël|Geert|Gerben|Gert-Jan|Gilles|Guido|Guus|Hein|Hessel|Hidde|Hugo|Ids|Igor|Ivo|Jan-Willem|Jarno|
Jeffrey|Jelmer|Jens|Jeremy|Jochem|Joep|Jonas|Jordi|Jorrit|Joshua|Jules|Julius|Karel|Kasper|Klaas-Jan|Lambert|Leo|Leon|
Lieuwe|Lodewijk|Lou|Lucien|Ludo|Maikel|Mans|Marijn|Mart|Mathijs|Matthias|Maurice|Meindert|Menno|Merijn|Mick|Minne|
Oscar|Olaf|Olivier|Onno|Otto|Pascal|Peer|Philip|Pim|Ralf|Ramon|Reinier|Rens|Reindert|Rien|Roel|Roderick|Roelof|Romke|
Rutger|Ruud|Samuel|Siebe|Siemen|Sietse|Simon|Stefan|Steven|Sybren|Tijmen|Tjeerd|Tobias|Toon|Twan|Victor|Walter|Ward|
Wiebe|Wilco|Wolter|Xander|Yannick|Ype|Zeger""",
    "V": """Adèle|Agnes|Alice|Alwine|Amanda|Amélie|Andrea|Angela|Anna-Maria|Anneloes|Annika|Antje|Ariane|
Aukje|Babette|Barbara|Berber|Bertine|Brenda|Carla|Carlijn|Carmen|Cato|Cecilia|Christel|Cindy|Claartje|Coby|Colette|
Conny|Cora|Debora|Desirée|Diana|Dieuwke|Dominique|Dorien|Edith|Elke|Ella|Elly|Elsbeth|Emilie|Erica|Evelien|Fabiënne|
Fien|Floor|Fokje|Francien|Frederique|Froukje|Gea|Geke|Gerdien|Gina|Gonnie|Hedwig|Heleen|Henriëtte|Hetty|Hilde|Ietje|
Ilona|Ina|Inge|Ineke|Irma|Isabel|Ivonne|Jacqueline|Janneke|Jeanette|Jennifer|Jessica|Jetske|Jinke|Jolijn|Josien|
Jozefien|Judith|Juliëtte|Karlijn|Katja|Kirsten|Klaske|Leonie|Lia|Lianne|Lidewij|Liselotte|Loes|Louise|Lucie|Maaike|
Madelon|Mandy|Marga|Margot|Margriet|Mariëlle|Marieke|Marleen|Marlies|Martine|Mathilde|Meike|Mieke|Mirthe|Myrthe|Nadia|
Nathalie|Nelleke|Nina|Noortje|Odette|Paula|Pien|Pleuni|Puck|Quirine|Rachel|Rebecca|Rianne|Rixt|Roosmarijn|Rosalie|
Ruth|Sabine|Sarah|Selma|Sietske|Sigrid|Sofie|Stefanie|Susan|Sytske|Teuntje|Thea|Thirza|Tjitske|Ursula|Vera|Veronique|
Vivian|Wies|Wietske|Willeke|Xandra|Yara|Yfke|Zita""",
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

RARER_ABROAD: dict[str, tuple[str, str]] = {
    "turkish": (
        """Adem|Bayram|Bekir|Cem|Cengiz|Deniz|Ercan|Erdal|Gökhan|Hikmet|Kadir|Levent|Mesut|Metin|Necati|Onur|
Recep|Salih|Selim|Tolga|Uğur|Ümit|Veli|Yasin|Zafer|Enes|Kaan|Efe|Ozan|Tarık""",
        """Asiye|Aslı|Aysel|Betül|Burcu|Canan|Cemile|Döne|Ebru|Filiz|Gamze|Gönül|Hacer|Hülya|İpek|Kübra|
Leyla|Nermin|Nuray|Pınar|Rukiye|Saliha|Sevgi|Sibel|Tuğba|Yasemin|Yeter|Zeliha|Melek|Nazlı""",
    ),
    "moroccan": (
        """Abdelaziz|Abdelhak|Abdelilah|Achraf|Adil|Amine|Ayoub|Aziz|Badr|Chakib|El Houssain|Farid|Faysal|
Ismail|Jamal|Jawad|Khalil|Lahcen|Mehdi|Mounir|Nordin|Othman|Reda|Salah|Samir|Tarik|Yassine|Younes|Zakaria|Hicham""",
        """Amal|Asmae|Bouchra|Chaimae|Dounia|Fadoua|Farida|Ghizlane|Habiba|Hajar|Houda|Ilham|Jamila|Kaoutar|
Laila|Latifa|Meryem|Mina|Mounia|Nadia|Oumaima|Rabia|Rahma|Saida|Siham|Soumaya|Touria|Wafae|Yamina|Zineb""",
    ),
    "surinamese": (
        """Aniel|Armand|Ashwin|Carlo|Dennis|Dinesh|Edgar|Ernesto|Frank|Gerald|Harold|Henk|Iwan|Jerry|Kenneth|
Lloyd|Max|Naresh|Oscar|Patrick|Ramesh|Ronny|Satish|Sherwin|Vinod|Waldo|Wensley|Xavier""",
        """Anita|Astrid|Carmen|Claudia|Denise|Elfriede|Farida|Gladys|Hilda|Irma|Joyce|Kamla|Lilian|Maya|
Nadia|Olga|Patricia|Radha|Ruth|Sandra|Sheila|Tamara|Usha|Vidya|Wendy|Xiomara|Yolanda""",
    ),
    "polish": (
        """Artur|Bartosz|Bogdan|Czesław|Damian|Dominik|Filip|Henryk|Ireneusz|Jacek|Janusz|Jerzy|Józef|Kacper|
Konrad|Leszek|Maciej|Patryk|Przemysław|Robert|Roman|Ryszard|Sławomir|Stanisław|Szymon|Tadeusz|Wiesław|Witold|Zdzisław""",
        """Alicja|Aneta|Bożena|Danuta|Edyta|Emilia|Ewelina|Grażyna|Halina|Izabela|Jadwiga|Jolanta|Kamila|
Kinga|Krystyna|Lucyna|Marzena|Mirosława|Patrycja|Renata|Sylwia|Teresa|Urszula|Wanda|Weronika|Wioletta|Zofia|Żaneta""",
    ),
    "ukrainian": (
        """Anatolii|Arsen|Borys|Danylo|Hennadii|Hryhorii|Ihor|Illia|Kyrylo|Leonid|Mykhailo|Nazar|Oleksii|
Ostap|Pavlo|Ruslan|Stanislav|Stepan|Tymofii|Valerii|Vladyslav|Yaroslav""",
        """Anna|Antonina|Diana|Hanna|Ivanna|Karina|Khrystyna|Lesia|Lidiia|Liubov|Marharyta|Maryna|Myroslava|
Nadiia|Nina|Polina|Solomiia|Vira|Vita|Yana|Yelyzaveta|Zoriana""",
    ),
    "syrian": (
        """Abdulkarim|Adnan|Akram|Amer|Ayham|Ayman|Bashar|Basel|Eyad|Firas|Ghassan|Hadi|Hamza|Haitham|Imad|
Issam|Jamal|Karam|Louay|Maher|Mazen|Mouaz|Muhannad|Nabil|Osama|Qusay|Raed|Saif|Tamer|Wael|Yaman|Zaid""",
        """Abeer|Asmaa|Batoul|Dalal|Dima|Fadia|Fatin|Hayat|Heba|Iman|Jana|Joud|Kinda|Lina|Lubna|Manal|Marwa|
Mona|Nada|Najwa|Nisreen|Ola|Rawan|Roula|Ruba|Sahar|Sawsan|Shahd|Siba|Suha|Wafa|Yara""",
    ),
    "other": (
        """Alexandru|Andrei|Bogdan|Chen|Diego|Dimitar|Eduardo|Fabio|Felipe|Girma|Hao|Hamid|Ivaylo|James|
Jorge|Juan|Kenji|Luca|Luis|Mario|Matteo|Nikolai|Paulo|Pedro|Rafael|Ravi|Stefan|Tekle|Viktor|William|Yonas|Zoltan""",
        """Alina|Amina|Angela|Beatriz|Bruna|Camila|Chiara|Daniela|Eden|Fernanda|Francesca|Gabriela|Hiwot|
Ines|Irina|Joana|Juliana|Kavita|Lan|Laura|Mariana|Nadia|Olga|Paula|Rahel|Sofia|Teresa|Valentina|Xin|Yan|Zuzana""",
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
            _pool(made, [("dutch", sex, generation)], f"{text}|{RARER[sex]}")
        for circle, texts in ABROAD.items():
            _pool(
                made,
                [(circle, sex, generation) for generation in range(3)],
                f"{texts[sex == 'V']}|{RARER_ABROAD[circle][sex == 'V']}",
            )
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
        made.weights[key] = 1.0 / (np.arange(len(names), dtype=np.float64) + 12.0)
