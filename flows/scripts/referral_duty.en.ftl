### Georgian is written first; the other languages say the same in their own way.
### reviewed_by: nobody

what_it_is = In Georgia there is a Government decree on child protection referral. It covers violence against a child in the family and outside it, psychological violence and neglect included.
who_must = Those whom it obliges must report violence. For them, not reporting it is an administrative offence.
not_decided_here = To be honest: what exactly you are obliged to do is something neither I nor our system can decide. Ask your school's management or a lawyer. But protecting the child should not wait for that answer.
    .how = How do I report?
    .enough = I see, that's enough
how = Write down what the child said in the child's own words, the date, and what you saw yourself. Don't write conclusions. Pass it on only to those who protect the child.
whom =
    If the child is in danger now, 112 comes first. Otherwise they can tell you here what to do:
    { $helplines }
told_once = And one more thing: try not to make the child tell the same thing many times. Pass on what was said once. Every retelling hurts again.
