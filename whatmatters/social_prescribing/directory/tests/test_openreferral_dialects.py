"""Each way in which directories are written as tables, on made-up rows: what goes where, and that nothing is lost."""

from __future__ import annotations

from whatmatters.social_prescribing.directory.openreferral.reading import Listed, Loose, Rejected

from .openreferral_feeds import cells_of, intact, only, the_service, write_tables

ADDRESS = "address_1,city,state_province,postal_code,country"


def test_tables_of_hsds_1(tmp_path):
    write_tables(
        tmp_path,
        services="id,organization_id,name,url,status\n7,7,FOOD BANK,www.example.org,active",
        organizations="id,name,description,url\n7,Charity,We feed,www.example.org",
        locations="id,organization_id,name,latitude\n7,7,Hall,51.5",
        physical_addresses=f"id,location_id,{ADDRESS}\n7,7,1 Street,Leeds,,LS1,GB",
        phones="id,location_id,service_id,service_at_location_id,number\n7,7,7,7,111",
        regular_schedules="""
            service_id,weekday,opens_at,closes_at,original_text
            7,Monday,9:00am,24:00,9-24 Mon
            7,2,closed,,
        """,
        holiday_schedules="id,service_id,closed,start_date,end_date,opens_at\n1,7,true,2024-12-25,2024-12-26,10:00",
        languages="service_id,language\n7,Creole",
        accessibility_for_disabilities="id,location_id,accessibility\n7,7,Ramp",
        eligibility="id,service_id,eligibility,minimum_age\n1,7,Families,18",
        services_taxonomy="id,service_id,taxonomy_id\n1,7,t1",
        taxonomy="id,name,parent_id,vocabulary\nt1,Food,t0,Needs\nt0,All,,Needs",
    )
    found = intact(tmp_path, cells_of)
    service = the_service(found)
    (at,) = service["service_at_locations"]
    christmas, monday, tuesday = service["schedules"]
    assert service["organization"]["website"] == "http://www.example.org"
    assert at["original_id"] == "7"
    assert at["location"]["addresses"][0]["address_type"] == "physical"
    assert at["location"]["accessibility"][0]["accessibility"] == "Ramp"
    assert (monday["byday"], monday["opens_at"], monday["closes_at"]) == ("MO", "09:00:00", "00:00:00")
    assert (tuesday["byday"], tuesday["original_values"]["opens_at"]) == ("TU", "closed")
    assert "opens_at" not in tuesday
    assert (christmas["valid_from"], christmas["description"]) == ("2024-12-25", "Closed")
    assert not {"opens_at", "byday"} & christmas.keys()
    assert service["languages"][0]["name"] == "Creole"
    assert (service["eligibility_description"], service["minimum_age"]) == ("Families", 18)
    assert service["attributes"][0]["taxonomy_term"]["taxonomy"] == "Needs"
    assert [one.record["name"] for one in only(Loose, found)] == ["All"]


def test_ohana_tables(tmp_path):
    write_tables(
        tmp_path,
        services="id,location_id,name,eligibility,fees,languages,status\n5,1,PANTRY,See notes.,None.,Spanish.,active",
        locations="id,organization_id,name,languages,latitude,longitude\n1,9,Hall,Spanish,39.3,-76.6\n2,9,Empty,,,",
        organizations="id,name,description,website\n9,Charity,We feed,https://example.org",
        addresses=f"id,location_id,{ADDRESS}\n1,1,1 St,Town,MD,212,us",
        phones="id,location_id,organization_id,service_id,number,number_type,department\n1,1,9,5,111,fax,Main\n2,,9,,222,voice,",
        categories="id,name,taxonomy_id,parent_id,type\n1,Emergency,101,,service\n2,Food,101-01,101,service\n3,Other,102,,service",
        service_categories="service_id,category_id\n5,2",
    )
    found = intact(tmp_path, cells_of)
    service = the_service(found)
    assert (service["eligibility_description"], service["fees"]) == ("See notes.", "None.")
    assert service["interpretation_services"] == "Spanish."
    assert service["organization"]["phones"][0]["number"] == "222"
    assert service["phones"][0]["type"] == "fax"
    assert service["service_at_locations"][0]["location"]["addresses"][0]["city"] == "Town"
    term = service["attributes"][0]["taxonomy_term"]
    assert (term["name"], term["code"], term["category_id"]) == ("Food", "101-01", "2")
    assert {one.record["name"]: one.record["id"] for one in only(Loose, found)}["Emergency"] == term["parent_id"]


NHS = (
    "OrganisationID,OrganisationCode,OrganisationType,SubType,OrganisationStatus,OrganisationName,"
    "Address1,City,Postcode,Latitude,Longitude"
)
INFIRMARY = "1,RAL01,Hospital,UNKNOWN,Visible,Infirmary,,Leeds,LS1 3EX,53.8,-1.5,NHS Sector,RAL,The Trust"
BOOTS = "2,FA1,Pharmacy,Community Pharmacy,Hidden,Boots,1 Street,Leeds,LS1 1AA,53.8,-1.5,Q52,West Yorkshire"


def test_tables_of_nhs_choices(tmp_path):
    write_tables(
        tmp_path,
        hospital=[f"{NHS},Sector,ParentODSCode,ParentName,Phone,Fax", f"{INFIRMARY},111,222", f"{INFIRMARY},333,222"],
        pharmacy=[f"{NHS},ParentODSCode,ParentName,Website", f"{BOOTS},http://www.boots.com"],
        pharmacy_opening_times="""
            OrganisationID,WeekDay,Times,IsOpen,OpeningTimeType,AdditionalOpeningDate
            2,Monday,09:00-13:00,True,General,
            2,,,False,Additional,Apr 18 2014
            99,Monday,09:00-13:00,True,General,
        """,
        pharmacy_services="OrganisationID,ServiceName\n2,Flu jabs",
        trust=[
            NHS,
            "7,RAL,Trust,Acute,Visible,Leeds Trust,,Leeds,LS1 3EX,53.8,-1.5",
            "8,XXX,Trust,Acute,Visible,Other,,York,YO1,53.9,-1.0",
        ],
    )
    found = intact(tmp_path, cells_of)
    hospital, pharmacy = (one.document for one in only(Listed, found))
    assert hospital["organization"]["name"] == "Leeds Trust"
    assert [(phone["number"], phone["type"]) for phone in hospital["phones"]] == [("111", "voice"), ("222", "fax")]
    assert {one["taxonomy_term"]["name"] for one in hospital["attributes"]} == {"Hospital", "NHS Sector"}
    assert hospital["service_at_locations"][0]["location"]["external_identifier"] == "RAL01"
    assert (pharmacy["status"], pharmacy["organization"]["name"]) == ("inactive", "West Yorkshire")
    assert pharmacy["attributes"][-1]["taxonomy_term"]["name"] == "Flu jabs"
    weekly, closed = pharmacy["schedules"]
    assert (weekly["byday"], weekly["opens_at"], weekly["closes_at"]) == ("MO", "09:00:00", "13:00:00")
    assert (closed["valid_from"], closed["description"]) == ("2014-04-18", "Closed")
    assert not {"byday", "opens_at"} & closed.keys()
    assert [one.raw["Phone"] for one in only(Rejected, found)] == ["333"]
    assert sorted(one.kind for one in only(Loose, found)) == ["organization", "schedule"]


LIBRARY = (
    "reporting,name,address1,address2,postcode,uprn,type,operation_23,co_located,co_located_health,email,lat,lon,"
    "monday,tuesday,wednesday,thursday,friday,saturday,sunday"
)


def test_tables_of_libraries(tmp_path):
    write_tables(
        tmp_path,
        libraries=[
            LIBRARY,
            '"Bristol, City of",Central,1 Street,Bristol,BS1 1AA,123,Static library,LA,Yes,X,a@example.org,51.4,-2.5,'
            "AM Only,Closed,N/A Closed,AM & PM,,,closed",
            "Kent,Mobile Library,,,[No registered public address],n/a,Mobile Library,Temporary Closure,No,,,,,"
            "Varies,,,,,,",
            "Kent,HMP Reading Room,,,ME1 1AA,,Prison Library,LA,No,,,,,,,,,,,",
        ],
        library_services="""
            name,code,service_url,phone,events_url
            Bristol,E06000023,https://example.org,0117,https://example.org/e
            Walsall,E08,,,
        """,
    )
    found = intact(tmp_path, cells_of)
    central, mobile = (one.document for one in only(Listed, found))
    assert central["organization"]["website"] == "https://example.org"
    assert [one.get("byday") for one in central["schedules"]] == ["MO", None, None, "TH", None]
    assert central["schedules"][0]["description"] == "AM Only"
    assert central["co_located_health"] == "X"
    assert central["attributes"][0]["taxonomy_term"]["name"] == "Static library"
    assert (mobile["status"], mobile["organization"]["name"]) == ("temporarily closed", "Kent")
    address = mobile["service_at_locations"][0]["location"]["addresses"][0]
    assert (address["postal_code"], address["original_values"]["postal_code"]) == ("", "[No registered public address]")
    assert [one.why[:26] for one in only(Rejected, found)] == ["It is not open to the publ"]
    assert [one.record["name"] for one in only(Loose, found)] == ["Walsall"]
