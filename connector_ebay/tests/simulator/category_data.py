# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A small category tree in the three languages of the simulated sites.

One category a line, two blanks a level: id | German | Polish | English | what is sold
there in German / Polish / English | how its listings vary. Only leaves have the last
two. Some names are awkward as eBay's are: ampersands, a colon, the same name twice.
"""

CATEGORIES = """
11450|Kleidung & Accessoires|Odzież, Buty i Dodatki|Clothing, Shoes & Accessories
  260012|Herren|Mężczyźni|Men
    1059|Herrenmode|Odzież męska|Men's Clothing
      15687|T-Shirts|T-shirty|T-Shirts|T-Shirt/Koszulka/T-shirt|size_color
      57990|Freizeithemden & Shirts|Koszule|Casual Button-Down Shirts|Hemd/Koszula/Shirt|size_color
      11484|Pullover & Strick|Swetry|Sweaters|Pullover/Sweter/Sweater|size_color
      57988|Jacken & Mäntel|Kurtki i płaszcze|Coats, Jackets & Vests|Jacke/Kurtka/Jacket|size_color
    93427|Herrenschuhe|Buty męskie|Men's Shoes
      15709|Turnschuhe & Sneaker|Obuwie sportowe|Athletic Shoes|Sneaker/Sneakersy/Sneakers|shoe
      11498|Stiefel & Boots|Kozaki|Boots|Stiefel/Kozaki/Boots|shoe
  260010|Damen|Kobiety|Women
    15724|Damenmode|Odzież damska|Women's Clothing
      53159|T-Shirts|T-shirty|T-Shirts|Bluse/Bluzka/Blouse|size_color
      63861|Kleider|Sukienki|Dresses|Kleid/Sukienka/Dress|size_color
      63864|Röcke|Spódnice|Skirts|Rock/Spódnica/Skirt|size_color
    169291|Damentaschen|Torebki damskie|Women's Bags & Handbags|Handtasche/Torebka/Handbag|color
  171146|Kinder|Dzieci|Kids
    57881|Mützen & Schals|Czapki i szaliki|Hats & Scarves|Mütze/Czapka/Hat|color
11700|Möbel & Wohnen|Dom i meble|Home & Garden
  20625|Kochen & Genießen|Kuchnia|Kitchen, Dining & Bar
    36027|Geschirr & Besteck|Naczynia i sztućce|Dinnerware & Flatware
      36030|Tassen & Becher|Kubki i filiżanki|Mugs|Tasse/Kubek/Mug|color
      36028|Teller & Schüsseln|Talerze i miski|Plates & Bowls|Schüssel/Miska/Bowl|color
    20636|Töpfe & Pfannen|Garnki i patelnie|Cookware|Bratpfanne/Patelnia/Frying pan|diameter
    177009|Kaffee & Tee|Kawa i herbata|Coffee & Tea
      20671|French Press|Zaparzacze|French Presses|Kaffeebereiter/Zaparzacz/Coffee press|-
  20444|Bettwaren & Wäsche|Pościel|Bedding
    45461|Bettwäsche|Komplety pościeli|Bed Linens & Sets|Bettwäsche/Pościel/Bed linen|bed
    20448|Decken|Koce|Blankets & Throws|Wolldecke/Koc/Blanket|color
  20697|Beleuchtung|Oświetlenie|Lamps, Lighting & Ceiling Fans
    112581|Lampen|Lampy|Lamps|Stehlampe/Lampa/Lamp|-
    116022|Lichterketten|Lampki dekoracyjne|String Lights & Fairy Lights|Lichterkette/Lampki/String lights|length
159912|Garten & Terrasse|Ogród|Yard, Garden & Outdoor Living
  181003|Gartengeräte|Narzędzia ogrodowe|Gardening Supplies
    75667|Handgeräte|Narzędzia ręczne|Hand Tools|Gartenschere/Sekator/Pruner|-
    181014|Schläuche & Zubehör|Węże|Hoses & Accessories|Gartenschlauch/Wąż/Garden hose|length
293|TV, Video & Audio|Sprzęt RTV|Consumer Electronics
  14969|Audio|Sprzęt audio|Home Audio
    112529|Kopfhörer|Słuchawki|Headphones|Kopfhörer/Słuchawki/Headphones|color
    111694|Lautsprecher|Głośniki|Audio Docks & Speakers|Lautsprecher/Głośnik/Speaker|color
58058|Computer, Tablets & Netzwerk|Komputery|Computers, Tablets & Networking
  31530|Notebook- & Desktop-Zubehör|Akcesoria komputerowe|Laptop & Desktop Accessories
    3516|Kabel & Adapter|Kable i adaptery|Cables & Connectors
      67859|USB-Kabel, Hubs & Adapter|Kable USB|USB Cables, Hubs & Adapters|USB-C Kabel/Kabel USB-C/USB-C cable|length
      67779|Monitor-Kabel|Kable do monitorów|Monitor/AV Cables & Adapters|HDMI-Kabel/Kabel HDMI/HDMI cable|length
    23160|Mäuse & Tastaturen|Myszki i klawiatury|Keyboards & Mice|Tastatur/Klawiatura/Keyboard|layout
  175672|Notebooks & Netbooks|Laptopy|Laptops & Netbooks|Notebook/Laptop/Laptop|-
15032|Handys & Kommunikation|Telefony|Cell Phones & Accessories
  9394|Handy-Zubehör|Akcesoria GSM|Cell Phone Accessories
    20349|Hüllen & Taschen|Etui i pokrowce|Cases, Covers & Skins|Handyhülle/Etui/Phone case|model
    58540|Displayschutzfolien|Folie ochronne|Screen Protectors|Panzerglas/Szkło hartowane/Tempered glass|model
220|Spielzeug|Zabawki|Toys & Hobbies
  180250|Modelleisenbahn: Spur H0 & mehr|Modelarstwo kolejowe|Model Railroads & Trains
    262316|Lokomotiven 1:87|Lokomotywy 1:87|HO Scale Locomotives|Dampflok/Parowóz/Steam locomotive|-
    262319|Wagen 1:87|Wagony 1:87|HO Scale Freight Cars|Güterwagen/Wagon/Freight car|-
  233|Gesellschaftsspiele|Gry|Games
    180349|Brettspiele|Gry planszowe|Board & Traditional Games|Brettspiel/Gra planszowa/Board game|language
  19006|LEGO|LEGO|LEGO (R) Building Toys|Bausatz/Zestaw klocków/Building set|-
888|Sport|Sport|Sporting Goods
  7294|Radsport|Kolarstwo|Cycling
    57262|Fahrradteile|Części rowerowe|Bicycle Components & Parts
      177817|Bremsen|Hamulce|Brakes|Bremsbeläge/Klocki hamulcowe/Brake pads|-
      57263|Reifen & Schläuche|Opony i dętki|Tires, Tubes & Wheels|Fahrradreifen/Opona/Bicycle tire|wheel
  16034|Camping & Outdoor|Kemping|Camping & Hiking
    179010|Zelte|Namioty|Tents & Canopies|Zelt/Namiot/Tent|color
    181392|Rucksäcke|Plecaki|Hiking Backpacks|Rucksack/Plecak/Backpack|color
267|Bücher & Zeitschriften|Książki i czasopisma|Books & Magazines
  261186|Bücher|Książki|Books|Roman/Powieść/Novel|-
281|Uhren & Schmuck|Biżuteria i zegarki|Jewelry & Watches
  260324|Uhren|Zegarki|Watches, Parts & Accessories
    31387|Armbanduhren|Zegarki na rękę|Wristwatches|Armbanduhr/Zegarek/Wristwatch|color
26395|Beauty & Gesundheit|Zdrowie i uroda|Health & Beauty
  11854|Hautpflege|Pielęgnacja skóry|Skin Care
    21205|Cremes|Kremy|Moisturizers|Handcreme/Krem do rąk/Hand cream|volume
1|Sammeln & Seltenes|Kolekcje|Collectibles
  13877|Postkarten|Pocztówki|Postcards & Supplies|Ansichtskarte/Pocztówka/Postcard|-
  868|Porzellan|Porcelana|Decorative Collectibles|Sammeltasse/Figurka porcelanowa/Figurine|-
"""
