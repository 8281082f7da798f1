"""Words by which a booklet's parts are known, French and English, as patterns on folded text.

None is the name of a place, a project or a person.
"""

from __future__ import annotations

import re

LOOKED_AT = 4_000
"""Characters at the beginning of a unit that are searched for words."""


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + r")\b")


PRIZE = _any(
    r"prix", r"coups? de coeur", r"mentions? (?:speciale|d'honneur|honorable|du jury)",
    r"trophees?", r"palmes?", r"medailles?", r"distinctions?",
    r"prizes?", r"awards?", r"troph(?:y|ies)", r"honou?rable mentions?", r"special mentions?",
    r"jury'?s? (?:choice|favou?rite)",
)  # fmt: skip
"""What a label page names."""

JURY_SECTION = re.compile(
    r"(?:(?:la |une )?(?:presentation|composition|les membres|membres|members|presenting|meet)"
    r" (?:du |of the |the )?)?(?:le |les |the |our |notre )?"
    r"(?:jury|jures?|judges|jurors|jury members)"
    r"(?: \d{4})?(?: de l'edition.*)?"
)
DOSSIER_SECTION = re.compile(
    r"(?:les |the |all |tous les |l'ensemble des |presentation des )?(?:dossiers|candidatures|"
    r"candidats|projets|laureat(?:e|s|es)?|finalistes|nomines|participants|initiatives|"
    r"entries|applications|candidates|projects|winners|laureates|finalists|shortlisted entries|"
    r"submissions)"
    r"(?: (?:candidats?|candidates|recus|deposes|retenus|laureats|primes|presentes|received|"
    r"submitted|des collectivites|des candidats|entries|projects|\d{4}))*"
)
EDITORIAL_SECTION = re.compile(
    r"(?:(?:introduction|les|the) )?(?:et |and )?"
    r"(?:editos?|editorials?|editoriaux|avant-propos|prefaces?|"
    r"introduction|forewords?|editorial(?:e)?s?)(?: \d{4})?"
)
SUB_HEADING = re.compile(
    r"(?:le |la |les |l'|notre |the |our )?(?:contexte|objectifs?|enjeux|resume|presentation|"
    r"description|deroulement|demarche|mise en oeuvre|actions?|resultats?|bilan|effets?|impacts?|"
    r"moyens|budget|calendrier|partenaires|partenariats?|public|publics|perspectives|outils|"
    r"conclusion|temoignages?|evaluation|context|background|objectives?|aims?|goals?|summary|"
    r"abstract|overview|approach|method|results?|outcomes?|impact|budget|timeline|partners|"
    r"next steps|lessons|evaluation|challenges?)"
    r"(?: (?:du projet|de l'action|attendus?|vises?|obtenus?|of the project))?"
)
"""What many dossiers call a part of theirs, and none is called."""
GROUP_OF_DOSSIERS = re.compile(
    r"(?:les |autres |other |the )?(?:communes|villes|metropoles|agglomerations|departements|"
    r"regions|collectivites|intercommunalites|communautes de communes|associations|ecoles|"
    r"colleges|lycees|cities|towns|boroughs|districts|counties|councils|schools)"
    r"(?: et (?:les )?\w+| and \w+)?"
)
BACK_SECTION = re.compile(
    r"(?:nos |les |our |the )?(?:remerciements|partenaires|mentions legales|credits(?: photos?)?|"
    r"contacts?|annexes?|glossaire|index|bibliographie|a propos|notes|"
    r"acknowledge?ments|partners|sponsors|appendix|appendices|glossary|imprint|colophon|about us)"
)
CONTENTS = re.compile(r"(?:le )?(?:sommaire|table des matieres|contents|table of contents|index)")

EDITORIAL_HEAD = _any(
    r"editos?", r"editorial(?:e|s)?", r"editoriaux", r"avant-propos", r"prefaces?", r"forewords?",
    r"le mot (?:de|du|d')", r"mot (?:de la|du) president\w*", r"introduction", r"preambule",
    r"a word from", r"a message from", r"welcome",
)  # fmt: skip
EDITORIAL_WORDS = _any(
    r"nous (?:sommes|souhaitons|remercions|tenons|considerons|saluons|partageons|felicitons|"
    r"celebrons|avons l'honneur|voulons|croyons)",
    r"(?:heureux|heureuse|ravis?|ravies?|fiers?|fieres?|honores?) (?:de|d'|que)", r"a le plaisir",
    r"je (?:remercie|tiens|salue|felicite|souhaite|suis)", r"merci a", r"felicitations", r"bravo",
    r"(?:premiere|deuxieme|seconde|troisieme|quatrieme|cinquieme|sixieme|septieme|\d+e|nouvelle|"
    r"presente) edition", r"grand prix", r"remise des (?:prix|trophees)", r"(?:le|un|ce) jury",
    r"laureats?", r"candidatures?", r"palmares", r"bonne lecture", r"rendez-vous", r"ce livret",
    r"cette brochure", r"we (?:are|thank|believe|congratulate|celebrate|welcome|wish)",
    r"i (?:am|thank|would like|congratulate|wish)", r"(?:proud|delighted|pleased|honoured|honored)",
    r"(?:first|second|third|fourth|fifth|sixth|this year's) edition", r"thank you",
    r"congratulations", r"enjoy reading", r"this booklet", r"the jury", r"award ceremony",
    r"winners", r"entries",
)  # fmt: skip

ROLE = _any(
    r"(?:vice-)?president(?:e)?", r"directeur", r"directrice", r"responsable", r"conseiller",
    r"conseillere", r"cheff?e? de", r"chargee? d", r"chargee? de", r"maire(?: adjointe?)?",
    r"adjointe?", r"elue?", r"enseignante?", r"professeure?", r"inspecteur", r"inspectrice",
    r"chercheur", r"chercheuse", r"(?:co-?)?fondateur", r"(?:co-?)?fondatrice", r"deleguee?",
    r"secretaire", r"ingenieure?", r"formateur", r"formatrice", r"journaliste", r"membre",
    r"experte?", r"consultante?", r"docteure?", r"proviseure?", r"principale? d", r"referente?",
    r"coordinateur", r"coordinatrice", r"administrateur", r"administratrice", r"senateur",
    r"senatrice", r"depute(?:e)?", r"animateur", r"animatrice", r"bibliothecaire",
    r"chair(?:man|woman|person)?", r"director", r"head (?:of|teacher)", r"officer", r"advis[eo]r",
    r"teacher", r"professor", r"(?:co-?)?founder", r"mayor", r"councillor", r"editor",
    r"researcher", r"manager", r"member", r"engineer", r"librarian", r"secretary", r"trustee",
    r"lecturer", r"journalist",
)  # fmt: skip
BIOGRAPHY = _any(
    r"preside", r"dirige", r"pilote", r"diplomee?", r"ancien(?:ne)?", r"a (?:enseigne|dirige|fonde|"
    r"travaille|pilote|rejoint|ete)", r"est (?:aujourd'hui|egalement|aussi|membre|une?|"
    r"(?:vice-)?president\w*|directrice|directeur|conseillere?|responsable)", r"passionnee?",
    r"carriere", r"parcours", r"son expertise", r"depuis (?:\d{4}|une? )", r"elle (?:est|a|anime)",
    r"il (?:est|a|anime)", r"auteure?", r"retraitee?", r"a la retraite",
    r"has (?:taught|worked|led|written|been)", r"graduated", r"former(?:ly)?", r"she", r"he",
    r"career", r"joined", r"her (?:work|research)", r"his (?:work|research)", r"chairs", r"leads",
    r"teaches", r"retired",
)  # fmt: skip
GROUP = re.compile(
    r"(?:les |des |the |la |une |a )?(?:eleves|lyceens|lyceennes|collegiens|etudiants|classe|"
    r"jeunes|pupils|students|class|year \d+|sixth form)\b.*"
    r"\b(?:lycee|college|ecole|universite|classe|school|class|university|conseil|council|sixth)\b.*"
)

OPENING = re.compile(
    r"(?:(?:avec )?(?:le|la|notre) |l')(?:projet|dispositif|programme|initiative|"
    r"action|demarche|operation|plateforme|experimentation)\b"
    r"|dans le cadre d|depuis |face a |suite a |pour faire suite|afin d|porte par|initie|lance"
    r"|l'objectif d|en (?:19|20)\d\d\b|(?:la|notre) (?:ville|commune|metropole|region|collectivite|"
    r"mediatheque|communaute)\b|(?:le|notre) (?:departement|conseil|syndicat)\b|l'(?:agglomeration|"
    r"academie|association)\b|situee? |the (?:project|programme|program|scheme|initiative|city|"
    r"town|county|council|district|borough|library|school)\b"
    r"|our (?:project|town|city|county|council|school)\b|since |in (?:19|20)\d\d\b|launched "
    r"|faced with |following |as part of "
)
"""How a dossier's first sentence begins."""

SURELY_GOING_ON = re.compile(
    r"(?:par ailleurs|de plus|en outre|enfin|par exemple|en effet|parallelement|toutefois|"
    r"cependant|neanmoins|de meme|ainsi|puis|ensuite|moreover|finally|however|in addition|"
    r"furthermore|therefore|as a result|meanwhile|for example)\b"
)
GOING_ON = re.compile(
    r"(?:cet|ces|ainsi|enfin|puis|ensuite|toutefois|cependant|neanmoins|egalement|"
    r"aussi|de plus|de meme|en outre|en effet|par ailleurs|par exemple|parallelement|"
    r"au-dela|a terme|a ce titre|a cet effet|pour cela|pour ce faire|c'est|celle-ci|celui-ci|"
    r"il|elle|ils|elles|on|parfois|parmi|autre|autres|a ces|grace a|moreover|finally|however|"
    r"also|then|in addition|as a result|furthermore|therefore|these|those|they|it|she|he|"
    r"such|thus|meanwhile|afterwards|for example|in the end)\b"
    r"|(?:cette|ce|this) (?!projet|initiative|action|demarche|operation|programme|dispositif|"
    r"plateforme|project|scheme)"
)
"""How a paragraph begins that leans on the one before."""

FIELD = re.compile(r"([^\W\d_][^:.!?;«»\"“”]{1,48}?) ?: ?(\S.*)?$")
APPLICANT_FIELD = re.compile(
    r"(?:nom de la |nom du |name of the )?(?:collectivite(?: candidate| porteuse| territoriale)?|"
    r"candidate?|porteur(?: du projet| de projet)?|structure(?: porteuse)?|organisme|"
    r"etablissement|territoire|depose par|presente par|applicant|organi[sz]ation|council|"
    r"authority|local authority|candidate|submitted by|entrant|lead partner)"
)
TITLE_FIELD = re.compile(
    r"(?:titre|intitule|nom|title|name|projet|project|sujet|subject)"
    r"(?: (?:du|de l'|of the|of) ?(?:projet|dossier|action|project|entry))?(?: title| name)?"
)
DEPARTMENT_FIELD = re.compile(r"departement|county|department")
LEVEL_FIELD = re.compile(r"echelon|niveau de collectivite|type de collectivite|level|categorie")
PRIZE_FIELD = re.compile(r"prix|laureate?(?: du)?|categorie de prix|prize|award|winner of")

NUMBER = re.compile(
    r"(?P<word>dossiers?|projets?|candidatures?|fiches?|actions?|initiatives?|applications?|"
    r"entry|entries|projects?|candidates?|submissions?|laureats?|case)?"
    r" ?(?P<sign>n ?[°ºo]\.?|no\.?|num(?:ero|ber)\.?|#|№)? ?(?P<number>\d{1,4})"
    r"(?![.,]\d)(?P<end> ?[.):/–—-]| |$)"
)
"""A numbered heading, on folded text."""
