"""Tables to answers: nothing here ever sees a Doc."""
