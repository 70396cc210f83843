* Three shifts for two nurses of at most 37.5 hours each, of whom one works few nights.
NAME          ROSTER
ROWS
 N  COST
 G  DAY
 G  EVENING
 G  NIGHT
 L  ANNA
 L  BELA
COLUMNS
    A_DAY     COST               1.0   DAY                1.0
    A_DAY     ANNA               1.0
    A_NIGHT   COST               1.5   NIGHT              1.0
    A_NIGHT   ANNA               1.0
    B_EVE     COST               1.2   EVENING            1.0
    B_EVE     BELA               1.0
    B_NIGHT   COST               1.4   NIGHT              1.0
    B_NIGHT   BELA               1.0
RHS
    HOURS     DAY               20.0   EVENING           15.0
    HOURS     NIGHT             40.5
    HOURS     ANNA              37.5   BELA              37.5
BOUNDS
 LO NEED      A_DAY             10.0
 UP NEED      B_NIGHT           22.5
ENDATA
