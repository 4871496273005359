breathe = მოდი, ვისუნთქოთ.
    .leave = ვჩერდები
breathe_1 = ჩაისუნთქე.
breathe_2 = ამოისუნთქე.
