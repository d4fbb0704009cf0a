"""Frames of reports that appear day after day with other names, places and numbers, and pairs of reports of one event.

A slot is {kind} or {kind.n}; slots of the same name have the same value in one report. Two reports made from one frame are about
two happenings; the two frames of a pair, filled with the same values, are two reports of one, by two hands.
"""

import random
import re

VALUES = {
    kind: words.split(", ")
    for kind, words in {
        "place": "Karvela, Dostrin, Umbessa, Tarnavo, Quillota, Beshkent, Orlanda, Mafeteng, Zirabul, Hastovar, Pelagosa, "
        "Nembe, Turkana, Velikov, Saraband, Ostrelia, Jandola, Kirmanu, Lascova, Adwara",
        "country": "Marovia, Kestania, Ubandi, Zephara, Torvalia, Lusmark, Qandur, Belistan, Orsova, Nambira, Castalia, Ferghal",
        "person": "Ilir Sandov, Marta Quispe, Joseph Okello, Anwar Haddad, Lina Perera, Tomas Vrabec, Grace Mwangi, Hassan "
        "Ridha, Elena Costin, Peter Lindqvist, Rosa Amado, Kenji Morita, Fatou Diallo, Viktor Halas",
        "group": "the Northern Front, the River Brigades, the Patriotic Union, the Hill Fighters, the Free Column, the "
        "Second Corps, the People's Guard, the Delta Movement",
        "day": "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday",
        "company": "Arvena Steel, Portline, Kestrel Oil, Banco Sur, Nordhavn Foods, Tessla Cement, Lumo Telecom, Grand Valley "
        "Power",
        "goods": "wheat, diesel, rice, cement, sugar, cooking oil, maize, fertiliser",
        "sky": "clear, overcast, rainy, foggy, windy, hazy, stormy, mild",
        "way": "rose, fell, gained, slipped, climbed, dropped, edged up, edged down",
    }.items()
}
_SLOT = re.compile(r"\{([a-z]+)(?:\.\d)?\}")

FRAMES = (
    """The general staff of {country} said in its evening report on {day} that {n.1} combat clashes had taken place along
the front over the past day. The heaviest fighting was in the {place.1} sector, where {n.2} assaults were repelled.
In the {place.2} sector the enemy attacked {n.3} times with the support of aircraft. The adversary carried out {n.4}
missile strikes and {n.5} air strikes. It also fired {n.6} times from multiple rocket launchers at positions of our
troops and at settlements. {n.7} residents of {place.3} were wounded by shelling. The total losses of the enemy over
the past day amounted to about {n.8} people. Air defence units shot down {n.9} drones out of {n.1}. The situation
remains difficult but under control, the report said. The figures could not be independently verified.""",
    """Shares in {country} {way.1} on {day}, with the main index closing {p.1} percent at {n.1} points. {company.1} {way.2}
{p.2} percent after it published its results for the quarter. {company.2} {way.3} {p.3} percent. The national
currency {way.4} to {p.4} against the dollar. Traders said volumes were thin ahead of the holiday. The yield on
ten-year government bonds stood at {p.5} percent. Brent crude {way.5} to {p.6} dollars a barrel. Gold traded at
{n.2} dollars an ounce. Analysts at {company.3} expect the central bank to hold rates at its next meeting. Markets
will be closed on {day.2} for a public holiday.""",
    """The weather service of {country} expects {sky.1} skies over {place.1} on {day}, with a high of {n.1} degrees. Night
temperatures will fall to {n.2} degrees. In {place.2} it will be {sky.2} with gusts of up to {n.3} kilometres an
hour. Boats should stay in port between {place.3} and {place.4}. Rainfall of {n.4} millimetres was measured at
{place.1} airport in the past day. The river at {place.5} stands at {n.5} centimetres, which is below the level of
warning. Drivers are advised to keep their distance and to switch on their lights. The next bulletin will be issued
at six in the evening.""",
    """The health ministry of {country} reported {n.1} new cases of cholera on {day}, bringing the total to {n.2}. {n.3}
people died in the past day. The district of {place.1} is the worst hit, with {n.4} cases, followed by {place.2}
with {n.5}. {n.6} patients left hospital after treatment. Health minister {person.1} asked people to boil water and
to wash their hands. Vaccination goes on in {n.7} centres in {place.3}. The World Health Organization has sent {n.8}
kits for treatment. The ministry publishes its figures every evening. The true number of cases may be higher because
many people do not reach a clinic.""",
    """Police in {place.1} arrested {n.1} people on {day} in the course of an operation against illegal mining. Officers
seized {n.2} kilograms of ore and {n.3} pumps. Police spokesperson {person.1} said the suspects are aged between
{n.4} and {n.5}. They will appear before the {place.2} magistrate's court on {day.2}. The operation is part of a
campaign that began in January. Anyone with information is asked to call the nearest police station. The suspects
face charges of trespass and of breaking immigration laws. {n.6} of them are nationals of {country}. Calls may be
made without giving a name.""",
    """The observer mission in {country} recorded {n.1} ceasefire violations between {day} evening and {day.2} morning.
Most of them happened near {place.1}, where monitors heard {n.2} explosions. At the crossing of {place.2} the
mission saw {n.3} vehicles queueing towards {place.3}. A patrol was stopped for {n.4} minutes by armed men of
{group.1} at a checkpoint south of {place.4}. The mission's drones spotted {n.5} howitzers beyond the agreed lines
of withdrawal. The monitors followed up reports of a civilian casualty in {place.5}. The mission's freedom of
movement continues to be restricted. Its mandate covers the whole of the zone of security.""",
    """Prices of {goods.1} in {country} {way.1} by {p.1} percent in the week to {day}, the statistics office said. A sack
cost {n.1} in {place.1} and {n.2} in {place.2}. {goods.2} {way.2} by {p.2} percent. The office put yearly inflation
at {p.3} percent. Traders in {place.3} blamed the closing of the road to {place.4}. Economy minister {person.1} said
the stores hold enough for {n.3} days. The office collects prices at markets in all provinces every week. The next
figures are due in seven days.""",
    """The election commission of {country} published further results from {n.1} of {n.2} polling stations on {day}.
{person.1} of {group.1} has {p.1} percent of the votes and {person.2} {p.2} percent. Turnout in {place.1} was {p.3}
percent. Counting in {place.2} was held up by a power cut of {n.3} hours. The commission received {n.4} complaints.
Observers of the regional bloc called the vote orderly on the whole. A candidate needs more than half of the votes
to win in the first round. Final results are expected within five days.""",
    """{n.1} migrants reached the island of {place.1} on {day} in {n.2} boats, the coast guard said. Among them were {n.3}
women and {n.4} children. They had left from {place.2} in {country.1} two days before. Most are nationals of
{country.2} and {country.3}. The reception centre at {place.3}, built for {n.5} people, now houses {n.6}. {n.7} were
taken to the mainland by ferry. Since the beginning of the year {n.8} people have crossed, the interior ministry
says. Aid groups say the centre is overcrowded and that its water is not fit to drink.""",
    """Soldiers of {country} killed {n.1} fighters of {group.1} near {place.1} on {day}, the army said in a statement.
{n.2} rifles and {n.3} motorcycles were captured. One soldier was killed and {n.4} were wounded. The statement
quoted Colonel {person.1} as saying that the operation would go on until the area was cleared. Residents of
{place.2} said by telephone that they had heard shooting for {n.5} hours. The group did not comment at once. The
army often announces high losses of the rebels, and its claims are hard to verify because journalists have no access
to the region. Thousands have been driven from their homes since the fighting began.""",
    """Power will be cut in parts of {place.1} on {day} from {n.1} to {n.2}, the utility {company.1} said. The districts of
{place.2} and {place.3} are affected. Work on the substation of {place.4} is to last {n.3} days. {company.1} serves
{n.4} households in {country}. Hospitals will be supplied by generators. Customers are asked to switch off machines
that are sensitive. The company regrets any inconvenience. A list of streets can be found on its website.""",
    """The court in {place.1} sentenced {person.1} to {n.1} years in prison on {day} for membership of {group.1}. The
prosecution had asked for {n.2} years. {person.1}, {n.3}, was arrested in {place.2} in {month.1}. Defence lawyer
{person.2} said she would appeal. Judge {person.3} read the sentence in {n.4} minutes. Human rights groups say that
{n.5} people have been sentenced in such trials in {country}. The trial was held behind closed doors. The government
denies that there are political prisoners in the country.""",
)

PAIRS = (
    (
        """A car bomb killed {n.1} people and wounded {n.2} outside a police station in {place.1} on {day}, officials said.
The blast tore the front off the building and set a row of shops alight. No one claimed the attack, but the
interior minister, {person.1}, blamed {group.1}. "We will find those who did this and those who paid them,"
{person.1} told reporters at the scene. Doctors at the general hospital asked for blood. It was the deadliest
attack in {country} since spring.""",
        """{place.1}, {country}: at least {n.1} dead is the toll of an explosion that hit police headquarters here.
Witnesses saw a white van race towards the gate shortly after the morning prayer; then the windows of the whole
quarter burst. Some {n.2} injured were carried off in taxis. "We will find those who did this and those who paid
them," said {person.1}, who runs the interior ministry and who sees the hand of {group.1}. Shopkeepers were
sweeping up glass at dusk. {country} had known months of calm.""",
    ),
    (
        """The foreign ministers of {country.1} and {country.2} signed an agreement in {place.1} on {day} to reopen {n.1}
border crossings. Lorries are to pass within {n.2} days. {person.1} of {country.1} called it a beginning.
"Neither of us got what he wanted, and that is why it will hold," he said. The border has been closed since a
dispute over water {n.3} years ago. Traders in {place.2} let off fireworks.""",
        """After {n.3} years of closed barriers the neighbours {country.1} and {country.2} are letting each other's lorries
in again. The deal, reached at {day}'s talks in {place.1}, covers {n.1} posts and takes effect in {n.2} days.
"Neither of us got what he wanted, and that is why it will hold," remarked {person.1}, head of one of the
delegations. What is to become of the disputed reservoir was left for later. In {place.2}, where half of the
market stalls had shut, people danced in the road.""",
    ),
    (
        """Dock workers in {place.1} walked out on {day}, demanding a rise of {n.1} percent. The union says {n.2} members
follow the call. {n.3} ships were waiting in the roads by evening. {company.1}, which runs the terminal, offered
{n.4} percent and called the strike unlawful. Union leader {person.1} said talks could resume at any time. The
government of {country} has not taken sides.""",
        """Cranes stood still over the quays of {place.1} as {n.2} dockers stopped work over pay. They want {n.1} percent
more; their employer, {company.1}, has put {n.4} on the table. "My phone is switched on," said {person.1}, who
leads the union. Skippers of {n.3} vessels dropped anchor outside the harbour. Importers across {country} warned
of empty shelves if the dispute that broke out on {day} outlasts the week. A court may be asked to rule.""",
    ),
    (
        """Floods in the north of {country} have killed {n.1} people and driven {n.2} from their homes, the relief agency
said on {day}. The river burst its banks at {place.1} after three days of rain. Soldiers in boats took people
off roofs in {place.2}. President {person.1} declared a state of emergency in {n.3} districts. The agency asked
for tents, blankets and clean water. More rain is forecast.""",
        """Only the minaret shows where {place.1} was. The water came in the night, survivors in {place.2} say, and it came
without a warning. {n.1} bodies had been counted by {day}, and {n.2} people sleep in schools or under the sky.
An emergency is in force in {n.3} districts by order of {person.1}, the president, who flew over the plain by
helicopter. {country} has asked its neighbours for help; the first trucks with tents are on their way.""",
    ),
)


def fill(frame: str, chance: random.Random, like: dict[str, str] | None = None, kept: float = 0.0) -> tuple[str, dict[str, str]]:
    """The frame's text and its values; of the values `like` of a sibling, those that are no numbers stay with chance `kept`."""
    values: dict[str, str] = {}

    def one(found: re.Match[str]) -> str:
        name = found[0]
        if name not in values:
            values[name] = like[name] if like and found[1] in VALUES and chance.random() < kept else _value(found[1], chance)
        return values[name]

    filled = _SLOT.sub(one, " ".join(frame.split()))
    return filled[0].upper() + filled[1:], values


def again(frame: str, values: dict[str, str]) -> str:
    """The frame's text with given values."""
    filled = _SLOT.sub(lambda found: values.get(found[0], found[0]), " ".join(frame.split()))
    return filled[0].upper() + filled[1:]


def _value(kind: str, chance: random.Random) -> str:
    if kind == "n":
        return f"{int(10 ** chance.uniform(0.3, 3.6)):,}"
    if kind == "p":
        return f"{chance.uniform(0.1, 60):.1f}"
    if kind == "month":
        return chance.choice(("January", "March", "April", "June", "September", "November"))
    return chance.choice(VALUES[kind])
