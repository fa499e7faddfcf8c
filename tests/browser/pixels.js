// Two pictures of one place, with the letters and without them: what changed is ink. Runs in an empty page of the judge's own.
async ({ withText, without, rects, scale }) => {
  const decode = async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  };
  const part = (value) => (value <= 10.31 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const light = Float64Array.from({ length: 256 }, (_, value) => part(value));
  const luminance = (data, at) => 0.2126 * light[data[at]] + 0.7152 * light[data[at + 1]] + 0.0722 * light[data[at + 2]];
  const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  const [seen, bare] = await Promise.all([decode(withText), decode(without)]);
  const least = 12;
  return rects.map((rect) => {
    const [left, top] = [Math.max(0, Math.round(rect.x * scale)), Math.max(0, Math.round(rect.y * scale))];
    const [right, bottom] = [Math.min(seen.width, Math.round((rect.x + rect.width) * scale)), Math.min(seen.height, Math.round((rect.y + rect.height) * scale))];
    const total = Math.max(1, (right - left) * (bottom - top));
    const [letters, ratios, ground] = [new Float64Array(total), new Float64Array(total), new Float64Array(total)];
    let [inked, all] = [0, 0];
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) {
        const at = (y * seen.width + x) * 4;
        const behind = luminance(bare.data, at);
        ground[all] = behind;
        all += 1;
        if (Math.abs(seen.data[at] - bare.data[at]) <= least && Math.abs(seen.data[at + 1] - bare.data[at + 1]) <= least && Math.abs(seen.data[at + 2] - bare.data[at + 2]) <= least) continue;
        letters[inked] = luminance(seen.data, at);
        ratios[inked] = contrast(letters[inked], behind);
        inked += 1;
      }
    }
    if (!inked) return { ink: 0, contrast: 1, spoiled: 0 };
    const order = Array.from({ length: inked }, (_, place) => place).sort((one, other) => ratios[one] - ratios[other]);
    const best = order[Math.floor(inked * 0.85)];
    let spoiled = 0;
    for (let place = 0; place < all; place += 1) if (contrast(ground[place], letters[best]) < 3) spoiled += 1;
    return { ink: inked / all, contrast: ratios[best], spoiled: spoiled / all };
  });
}
