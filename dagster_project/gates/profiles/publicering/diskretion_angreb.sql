select '' as emne, brudt as taeller, skjult as naevner from gate_angreb
