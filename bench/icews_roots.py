"""The CAMEO root of an event type by the name that ICEWS gives it."""

_WHOLE = """
01 | Make statement | Decline comment | Make pessimistic comment | Make optimistic comment | Consider policy option
01 | Acknowledge or claim responsibility | Deny responsibility | Engage in symbolic act | Make empathetic comment
01 | Express accord
02 | Make an appeal or request
04 | Consult | Discuss by telephone | Make a visit | Host a visit | Meet at a 'third' location | Mediate
04 | Engage in negotiation
05 | Engage in diplomatic cooperation | Praise or endorse | Defend verbally | Rally support on behalf of
05 | Grant diplomatic recognition | Apologize | Forgive | Sign formal agreement
06 | Engage in material cooperation | Cooperate economically | Cooperate militarily | Engage in judicial cooperation
06 | Share intelligence or information
07 | Grant asylum
08 | Yield | Allow humanitarian access | Receive deployment of peacekeepers | Receive inspectors | Declare truce, ceasefire
08 | Demobilize armed forces | Retreat or surrender militarily
11 | Criticize or denounce | Rally opposition against | Complain officially | Bring lawsuit against
11 | Find guilty or liable (legally)
12 | Defy norms, law | Veto
13 | Give ultimatum
14 | Engage in political dissent | Demonstrate or rally | Conduct hunger strike | Obstruct passage, block
14 | Protest violently, riot
15 | Demonstrate military or police power
16 | Impose embargo, boycott, or sanctions | Halt negotiations | Halt mediation | Expel or withdraw
16 | Expel or withdraw peacekeepers
17 | Coerce | Seize or damage property | Confiscate property | Destroy property | Impose administrative sanctions
17 | Impose restrictions on political freedoms | Ban political parties or politicians | Impose curfew
17 | Impose state of emergency or martial law | Arrest, detain, or charge with legal action | Expel or deport individuals
17 | Use tactics of violent repression
18 | Use unconventional violence | Abduct, hijack, or take hostage | Physically assault | Sexually assault | Torture
18 | Kill by physical assault | Conduct suicide, car, or other non-military bombing | Carry out suicide bombing
18 | Carry out roadside bombing | Use as human shield | Attempt to assassinate | Assassinate
19 | Use conventional military force | Impose blockade, restrict movement | Occupy territory
19 | fight with small arms and light weapons | fight with artillery and tanks | Employ aerial weapons | Violate ceasefire
20 | Use chemical, biological, or radiological weapons | Engage in mass killings | Engage in ethnic cleansing
20 | Detonate nuclear weapons
"""  # names of a root, one or more lines a root
_BEGIN = (
    ("Appeal ", "02"), ("Express intent ", "03"), ("Provide ", "07"), ("Ease ", "08"), ("Accede to ", "08"),
    ("Return, release ", "08"), ("Investigate", "09"), ("Demand", "10"), ("Accuse", "11"), ("Reject", "12"),
    ("Refuse ", "12"), ("Threaten", "13"), ("Demonstrate for ", "14"), ("Conduct strike or boycott", "14"),
    ("Engage in violent protest", "14"), ("Mobilize or increase ", "15"), ("Increase police alert", "15"),
    ("Increase military alert", "15"), ("Reduce ", "16"),
)  # fmt: skip
_ROOT = {name: line[:2] for line in _WHOLE.strip().splitlines() for name in line.split(" | ")[1:]}


def root(name: str) -> str | None:
    """Two digits; None for what is no event ("locatedin")."""
    if (known := _ROOT.get(name)) is not None:
        return known
    return next((number for begin, number in _BEGIN if name.startswith(begin)), None)
