* A camp hires whole buses and vans for 75 guests; luggage may be divided (tonnes on the lorry).
NAME          CAMP
ROWS
 N  COST
 G  GUESTS
 G  LUGGAGE
 L  DRIVERS
COLUMNS
    M1        'MARKER'                 'INTORG'
    BUS       COST              70   GUESTS            30
    BUS       DRIVERS            1
    VAN       COST              25   GUESTS             8
    VAN       LUGGAGE          0.2   DRIVERS            1
    M2        'MARKER'                 'INTEND'
    LORRY     COST              40   LUGGAGE            1
RHS
    NEED      GUESTS            75   LUGGAGE          1.5
    NEED      DRIVERS            5
BOUNDS
 UP LIMIT     BUS                9
 UP LIMIT     VAN                9
ENDATA
