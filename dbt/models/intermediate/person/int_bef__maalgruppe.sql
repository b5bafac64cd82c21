-- The person's own last snapshot on or before the decision, else the first after it.
select
    maalgruppe.person_id,
    bef.referencetid,
    bef.koen,
    bef.foed_dag,
    bef.ie_type,
    bef.civst,
    bef.mor_id,
    bef.far_id,
    bef.e_faelle_id
from {{ ref('int_maalgruppe') }} as maalgruppe
inner join {{ ref('stg_bef') }} as bef on maalgruppe.person_id = bef.person_id
qualify row_number() over (
    partition by maalgruppe.person_id
    order by
        bef.referencetid > maalgruppe.afgoerelsesdato,
        abs(bef.referencetid - maalgruppe.afgoerelsesdato)
) = 1
