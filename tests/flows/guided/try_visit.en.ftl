after = And what happened then?
