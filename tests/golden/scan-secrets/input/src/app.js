const shopToken = 'shop_9z7x1m3w5b6c04f8a2kq';
login('shop_9z7x1m3w5b6c04f8a2kq'); // was shop_2kq9z7x1m3w5b6c04f8a
const exampleToken = 'shop_1m3w5b6c04f8a2kq9z7x';
// merlon-ignore: shop-token -- expired
const old = 'shop_b6c04f8a2kq9z7x1m3w5';
