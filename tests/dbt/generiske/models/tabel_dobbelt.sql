select * from {{ ref('tabel_god') }}
union all
select * from {{ ref('tabel_god') }} where raekke = 'x'
