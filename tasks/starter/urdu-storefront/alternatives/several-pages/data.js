// The shop's goods, copied from assets/products.json so that no page has to wait for them.
window.SHOP_DATA = {
  "categories": [
    {
      "id": "textiles",
      "name": "کپڑے"
    },
    {
      "id": "pottery",
      "name": "برتن"
    },
    {
      "id": "jewellery",
      "name": "زیورات"
    },
    {
      "id": "decor",
      "name": "سجاوٹ"
    }
  ],
  "products": [
    {
      "id": "ajrak",
      "name": "سندھی اجرک",
      "description": "ہاتھ کے ٹھپوں سے چھپی ہوئی سوتی اجرک",
      "category": "textiles",
      "price": 1850,
      "stock": 8,
      "image": "assets/images/ajrak.svg"
    },
    {
      "id": "vase",
      "name": "ملتانی گلدان",
      "description": "نیلی نقاشی والا مٹی کا گلدان",
      "category": "pottery",
      "price": 1250,
      "stock": 6,
      "image": "assets/images/vase.svg"
    },
    {
      "id": "bangles",
      "name": "حیدرآبادی چوڑیاں",
      "description": "کانچ کی رنگین چوڑیوں کا سیٹ",
      "category": "jewellery",
      "price": 450,
      "stock": 15,
      "image": "assets/images/bangles.svg"
    },
    {
      "id": "lamp",
      "name": "اونٹ کی کھال کا لیمپ",
      "description": "ملتان کے کاریگروں کی نقاشی، گرم روشنی",
      "category": "decor",
      "price": 5000,
      "stock": 3,
      "image": "assets/images/lamp.svg"
    },
    {
      "id": "khes",
      "name": "ملتانی کھیس",
      "description": "کھڈی پر بُنا ہوا دو رنگا سوتی کھیس",
      "category": "textiles",
      "price": 3200,
      "stock": 5,
      "image": "assets/images/khes.svg"
    },
    {
      "id": "cups",
      "name": "چائے کی پیالیاں",
      "description": "چار پیالیوں کا ہاتھ سے رنگا ہوا سیٹ",
      "category": "pottery",
      "price": 990,
      "stock": 10,
      "image": "assets/images/cups.svg"
    },
    {
      "id": "earrings",
      "name": "چاندی کی بالیاں",
      "description": "خالص چاندی، باریک تار کا کام",
      "category": "jewellery",
      "price": 2300,
      "stock": 1,
      "image": "assets/images/earrings.svg"
    },
    {
      "id": "basket",
      "name": "کھجور کی چنگیر",
      "description": "کھجور کے پتوں سے بُنی ہوئی چنگیر",
      "category": "decor",
      "price": 375,
      "stock": 20,
      "image": "assets/images/basket.svg"
    },
    {
      "id": "shawl",
      "name": "سواتی شال",
      "description": "خالص اون کی گرم شال، کڑھائی کے ساتھ",
      "category": "textiles",
      "price": 4500,
      "stock": 3,
      "image": "assets/images/shawl.svg"
    },
    {
      "id": "pitcher",
      "name": "مٹی کی صراحی",
      "description": "گرمیوں میں پانی ٹھنڈا رکھنے والی صراحی",
      "category": "pottery",
      "price": 650,
      "stock": 12,
      "image": "assets/images/pitcher.svg"
    },
    {
      "id": "necklace",
      "name": "موتیوں کا ہار",
      "description": "سفید موتیوں کا تین لڑیوں والا ہار",
      "category": "jewellery",
      "price": 3750,
      "stock": 0,
      "image": "assets/images/necklace.svg"
    },
    {
      "id": "cushion",
      "name": "شیشے کے کام کا تکیہ",
      "description": "رنگین دھاگوں اور شیشوں کی کڑھائی",
      "category": "decor",
      "price": 899,
      "stock": 7,
      "image": "assets/images/cushion.svg"
    },
    {
      "id": "ralli",
      "name": "سندھی رلی",
      "description": "کپڑے کے ٹکڑوں سے سلی ہوئی روایتی رلی",
      "category": "textiles",
      "price": 6750,
      "stock": 2,
      "image": "assets/images/ralli.svg"
    },
    {
      "id": "plate",
      "name": "ہالا کی طشتری",
      "description": "ہالا کے کاشی کاروں کی بنائی ہوئی طشتری",
      "category": "pottery",
      "price": 1475,
      "stock": 4,
      "image": "assets/images/plate.svg"
    },
    {
      "id": "carpet",
      "name": "بلوچی قالین",
      "description": "ہاتھ سے بُنا ہوا اونی قالین",
      "category": "decor",
      "price": 24500,
      "stock": 2,
      "image": "assets/images/carpet.svg"
    },
    {
      "id": "box",
      "name": "چنیوٹی صندوقچی",
      "description": "شیشم کی لکڑی پر پیتل کا جڑاؤ کام",
      "category": "decor",
      "price": 2150,
      "stock": 9,
      "image": "assets/images/box.svg"
    }
  ]
};
