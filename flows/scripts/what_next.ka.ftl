### Georgian is written first; the other languages say the same in their own way.
### reviewed_by: nobody

offer = ახლა რა გირჩევნია?
    .person = ადამიანთან საუბარი
    .write = აქ მოგიყვები
    .topics = სხვა თემაზე ვილაპარაკოთ
    .numbers = დახმარების ნომრები
    .enough = დღეს მეყოფა
listening = გისმენ. რა ხდება? მომწერე ისე, როგორც გამოგივა, — ლამაზად დაწერა საჭირო არ არის.
numbers =
    აქ შეგიძლია დარეკო:
    { $helplines }
after_numbers = თუ დარეკვა გეუხერხულება, ესეც ნორმალურია. კიდევ რა გავაკეთოთ?
    .person = ადამიანთან საუბარი
    .write = აქ მოგიყვები
    .enough = დღეს მეყოფა
no_hurry = აქ ვარ. საჩქარო არაფერია, როცა გინდა, მაშინ მიპასუხე.
