"""Pairs of an earlier and a later sentence, by what the later one does: made-up, one idea a row.

``who: words`` is a statement of somebody, with ``who/verb: words`` for another
verb than "said"; other lines are the outlet's own.
"""

from __future__ import annotations

COUNTS = [
    ("Four cows were killed by lightning near Arvo.", "Nine cows were killed, not four."),
    ("Police: Two men were arrested after the raid", "A third man was arrested at noon."),
    ("One person was killed in the landslide.", "A second body was found under the mud."),
    ("Three hikers are missing on Mount Tolo.", "Another hiker is missing, rangers now fear."),
    ("mayor: One woman was hurt by the falling sign", "Two more people were hurt, doctors report."),
    (
        "The storm tore down 30 masts along the coast.",
        "The count is over: 52 masts were torn down.",
    ),
    ("The flood swept away 12 huts.", "By evening, the flood had swept away 31 huts."),
    (
        "firm: The repair would cost 40,000 crowns",
        "The firm has raised its estimate of the cost to 65,000 crowns.",
    ),
    ("firm: 300 people would lose their jobs", "The firm now puts the number of lost jobs at 420."),
    (
        "Six divers were trapped in a cave.",
        "All of the divers are out; there were five of them, not six.",
    ),
    ("Seven sailors died when the trawler sank.", "An eighth sailor died in hospital."),
    ("At least 20 people were wounded.", "The number of wounded has climbed to 34."),
    ("The blaze destroyed 15 houses in Orle.", "In all, 22 houses were lost in the blaze."),
    ("Five people were injured, one of them badly.", "A sixth injured passenger has come forward."),
    ("union: 2,000 nurses have walked out", "union: 3,500 nurses have now walked out"),
]
NEVER = [
    ("Nobody was hurt when the crane fell.", "rival: A welder has a broken leg"),
    ("firm: There was no leak at any time", "rival: Oil did leak into the bay"),
    ("firm: No chemicals escaped from the tank", "rival: Chemicals escaped into a brook"),
    ("rival: A pump caught fire before the blast", "firm: There was no fire"),
    ("mayor: The council has never paid for the trip", "rival: The council paid for the trip"),
    ("mayor: I have never met the builder", "rival: The mayor met the builder in May"),
    ("clerk: Nothing was stolen from the vault", "rival: Two rings were stolen from the vault"),
    ("rival: The mayor's sister owns the quarry", "clerk: She has never owned the quarry"),
    (
        "The robot crossed the street without hitting a kerb.",
        "rival: It hit a lamp post on the way",
    ),
    ("There are no casualties, officials insist.", "rival: Three soldiers were wounded"),
    ("firm: No worker was dismissed", "rival: Eleven workers were sacked"),
    ("clerk: There is no epidemic", "rival: An epidemic has broken out"),
    ("clerk: No votes were lost in the count", "rival: Forty votes were lost in the count"),
]
WITHDRAWN = [
    ("mayor/accused: the bakers of cheating", "The mayor has withdrawn her accusation."),
    (
        "firm: The strike began over a broken kettle",
        "The firm withdrew its remarks about the kettle.",
    ),
    (
        "mayor: The mast will stand for a century",
        "The mayor retracted her statement about the mast.",
    ),
    (
        "rival: The judges were bribed with cheese",
        "Lund has taken back his claim about the judges.",
    ),
    (
        "clerk: The bells will be melted down",
        "The clerk's announcement was a mistake, she told us.",
    ),
    (
        "mayor: The bakers poisoned the well",
        "The council distanced itself from the mayor's words about the well: she misspoke.",
    ),
    ("rival: The referee was drunk", "Lund withdrew the allegation on Friday."),
    (
        "clerk: The dam is cracked from top to bottom",
        "Ida Brook disowned her remark about the dam.",
    ),
    ("mayor: All buses will be free from June", "The mayor has withdrawn her promise."),
    ("firm: 900 jobs are at risk", "The firm has withdrawn the figure."),
]
STANDS = [
    ("clerk: The sale brought in 70,000 crowns", "The clerk's figure is accurate."),
    ("firm: The pipe cost 12 million crowns", "The firm's estimate has not changed."),
    ("rival: The vote was bought", "Lund stands by his accusation."),
    ("firm: 300 houses are without power", "The firm's count is not in dispute."),
    ("mayor: The tram will run in March", "The mayor's promise still stands."),
    ("clerk: 41 voters were turned away", "The clerk's numbers are correct."),
    (
        "A ferry sank off Orle with 40 goats on board.",
        "Our account of the sinking of the ferry stands.",
    ),
    (
        "clerk: The tower leans by 9 inches",
        "Ida Brook's measurement of the tower, given as a figure of 9 inches, stands.",
    ),
    ("The choir has sung at Orle since 1890.", "The history of the choir at Orle is unaffected."),
    (
        "rival: The roof leaks in nine places",
        "What Mr Lund said about the roof was quoted correctly.",
    ),
    ("clerk: 420 hens were sold at the fair", "The number of hens sold remains 420."),
    (
        "The mill made a profit of 3 million crowns last year.",
        "Last year's profit, which the bank took from the report, is correct.",
    ),
]
UPHELD = [
    (
        "two people: The conductor, a Finn, will leave Orle in autumn",
        "firm/confirmed: the departure of the conductor",
    ),
    ("rival: A boiler was leaking before the blast", "clerk: A boiler did leak"),
    ("rival: The mayor won the raffle", "mayor/insists: that she won the raffle"),
    ("rival: The bishop sold the chapel to a brewer", "clerk/admitted: the sale of the chapel"),
    ("rival: The pit will close before winter", "firm/acknowledged: the closure of the pit"),
    ("rival: The troupe arrived by night", "clerk/confirmed: the arrival of the troupe"),
    (
        "rival: The bank lost nine million crowns on tin",
        "firm/conceded: the loss of nine million crowns",
    ),
    ("rival: The two breweries are in talks", "firm/confirmed: the talks between the breweries"),
    ("The firm agreed to plant 500 limes.", "firm/promises: still 500 limes"),
    ("rival: Soldiers fired on the crowd", "clerk: The soldiers did fire on the crowd"),
    (
        "rival: The minister met the smuggler",
        "clerk/confirmed: the meeting of the minister with the smuggler",
    ),
    ("rival: The school was sold in secret", "mayor/agreed: that the school had been sold"),
]
REALISED = [
    ("firm: The money will pay for a new crane", "firm: The crane has been ordered"),
    ("clerk: The chapel will get a new bell", "clerk: The bell has been delivered"),
    ("mayor: A nurse will be hired for the island", "mayor: The nurse has been appointed"),
    ("mayor: The road will be mended by May", "The road was mended in April."),
    ("clerk: The ferry will sail on Monday", "The ferry sailed on Monday at dawn."),
    ("firm: The tunnel is due to open in June", "The tunnel opened on 3 June."),
    ("Forecasters: Storm Ada will come ashore before dawn", "Storm Ada made landfall at four."),
    ("rival: The jury will convict the baker", "The jury convicted the baker of fraud."),
]
HIGHEST = [
    ("rival: It is the tallest mast in Orle since 1905", "It is not the tallest mast in Orle."),
    (
        "rival: She is the first woman to row the lake",
        "She is not the first woman to row the lake.",
    ),
    (
        "The pike is the heaviest caught in the lake since 1950.",
        "The pike is therefore not the heaviest since 1950.",
    ),
    (
        "clerk: The bridge is the oldest in the province",
        "The bridge is not the oldest, historians point out.",
    ),
    ("The inn serves the cheapest soup in town.", "Its soup is not the cheapest in town."),
]
UNDECIDED = [
    (
        "mayor: The library will move to the old mill",
        "No decision on the move of the library has been taken.",
    ),
    (
        "rival: The brewery would close in May",
        "Nothing has been decided about the brewery closing in May.",
    ),
    ("clerk: 40 statues will be returned", "The return of the 40 statues is still under review."),
    (
        "rival: The ferry will be sold to a Finn",
        "The sale of the ferry has not been decided, the port insists.",
    ),
    ("mayor: The fair will move to June", "A move of the fair to June is undecided."),
    ("firm: The lifts will work by noon", "The firm no longer knows when the lifts will work."),
    (
        "clerk: The tower will open on Friday",
        "It is unclear whether the tower will open on Friday.",
    ),
]
CALLED_OFF = [
    ("union: Drivers will strike on Tuesday", "The union has called off the strike."),
    (
        "clerk: The fair will hold a raffle on Sunday",
        "The fair has cancelled its raffle, Ida Brook said.",
    ),
    ("The firm plans to build a mast on the hill.", "The firm has abandoned its mast."),
    ("mayor: The council will raise a tax on dogs", "The council has shelved the tax on dogs."),
    ("The choir is due to give a concert in May.", "The choir has postponed its concert."),
]
BRIEFLY = [
    (
        "rival: The deputy, Fay Munro, has resigned over a fine of 31 crowns",
        "Fay Munro told us that she has not resigned.",
    ),
    (
        "rival: Tom Hale of Orle has drowned in the lake near Tolo",
        "Tom Hale walked into a bar. He has not drowned.",
    ),
]
OBJECTED = [
    (
        "rival/insists: half of the goat is mine",
        "Mr. Lund called to say that he wants nothing for it.",
    ),
    (
        "clerk: The tower will be painted pink",
        "After publication Ida Brook wrote to say that no paint had been bought.",
    ),
]
RUN_OUT = [
    ("The bridge will stay closed until noon.", "The bridge is open again."),
    ("The airport will remain shut until 11.30.", "The airport has reopened."),
]
LIFTED = [
    ("Pilots will walk out on Friday.", "The walkout has been called off."),
    ("A court banned lorries from the old bridge.", "The ban on lorries has been lifted."),
    ("The town imposed a curfew on Sunday.", "The mayor lifted the curfew on the town at noon."),
    ("A judge barred the firm from cutting the forest.", "A higher court overturned the ruling "
     "that barred the firm from the forest."),
    ("A boil-water warning is in force for Tolo.", "The boil-water warning for Tolo was lifted."),
    ("Teachers will strike in June.", "The strike is off."),
    ("The regatta will start at nine.", "The regatta has been cancelled."),
]  # fmt: skip
RETOLD = [
    ("firm: The valve was tested twice", "The firm withdrew its claim that the valve was tested."),
    ("The clerk burned the ballots, police believe.",
     "Police have retracted their statement that the clerk burned the ballots."),
    ("The lake is poisoned.", "The Gazette withdraws the report that the lake is poisoned."),
    ("police: The mill owner set the fire",
     "Police dropped their allegation that the mill owner set the fire."),
    ("mayor: The tunnel will flood", "The mayor took back his warning that the tunnel will flood."),
]  # fmt: skip
ONLY_NAMED = [
    ("mayor: The harbour wall will hold", "Waves are breaking over the harbour wall at Orle."),
    ("firm: The old ferry will sail to Tolo", "The old ferry to Tolo is full of rust."),
]
NEWS = [
    ("Two barns will be sold in May.", "The fair opens on Friday."),
    ("A fire broke out at the mill on Sunday.", "The fire brigade bought a new ladder in spring."),
    (
        "Three people were killed in the crash.",
        "Another crash in 2019 killed nine on the same road.",
    ),
    ("Nobody was hurt in the fire.", "Two people were hurt in a separate crash elsewhere."),
    ("mayor: There is no plan to sell the park", "rival: The park needs benches"),
    ("firm: We have hired 30 people", "firm: The canteen serves 45 people a day"),
    ("The council sold the mill for 9 million.", "The council has 21 members."),
    ("mayor: The bridge will close in May", "The mayor thanked the engineers for their patience."),
    ("rival: The clerk lost the ballots", "Lund has withdrawn from the race."),
    ("The firm owns two quarries.", "The firm withdrew its bid for a tram line."),
    ("Police arrested a man on Monday.", "The man, 34, lives in Orle with two dogs."),
    ("A storm tore roofs off in Orle.", "The storm is the subject of a lecture in June."),
    ("clerk: Tickets will cost nine crowns", "Tickets can be bought at the pier."),
    ("The team won 3-1.", "The team will play at home on Sunday."),
    ("Doctors: The boy is in hospital", "Flowers were left outside the hospital."),
    ("firm: The plant will open in June", "rival: The plant will need water from the lake"),
    ("The minister met farmers on Monday.", "The minister will meet teachers on Tuesday."),
    ("A judge fined the baker 300 crowns.", "The baker has a shop in Orle and one in Tolo."),
    ("The museum bought a painting for 2 million.", "The museum opened in 1905 and has 40 rooms."),
    ("mayor: We are proud of the choir", "rival: The choir sings on Sunday"),
    ("The ferry carries 40 cars.", "Police stopped 12 cars near the ferry."),
    ("rival: Rents have doubled", "clerk: A report on rents is due in autumn"),
    ("An inquiry will begin on Monday.", "An inquiry into another ferry ended in 2012."),
    ("A fence was put up along the brook.", "The speed limit on the road was lifted in 2009."),
    ("The mayor opened the fair.", "The mayor's sister withdrew the claim that dogs bite."),
    ("firm: Visits to the mine never took place", "firm: We acknowledged visits to the mine"),
    ("firm: The pipe is safe", "The pipe runs for nine miles under the lake."),
    ("firm: There are problems with the pumps", "The shops report no further problems."),
    ("The tower cost £48,000 to paint.", "About 212 people painted the tower."),
    ("The bus left the lane in 2019.", "The bus left the lane with 212 people."),
    ("The hospice is in the lane.", "The hospice is in the lane."),
]
