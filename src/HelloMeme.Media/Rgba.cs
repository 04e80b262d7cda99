namespace HelloMeme.Media;

/// <summary>An sRGB colour, every part 0..1, alpha not multiplied in.</summary>
public readonly record struct Rgba(float R, float G, float B, float A = 1)
{
    public static readonly Rgba Black = new(0, 0, 0);
    public static readonly Rgba White = new(1, 1, 1);

    /// <summary>0xRRGGBB.</summary>
    public static Rgba Hex(uint rgb, float alpha = 1) =>
        new(((rgb >> 16) & 255) / 255f, ((rgb >> 8) & 255) / 255f, (rgb & 255) / 255f, alpha);

    public static Rgba Mix(Rgba a, Rgba b, float t) =>
        new(a.R + (b.R - a.R) * t, a.G + (b.G - a.G) * t, a.B + (b.B - a.B) * t, a.A + (b.A - a.A) * t);

    public Rgba WithAlpha(float alpha) => this with { A = alpha };

    /// <summary>Brightness times factor, alpha kept; parts over 1 are cut when drawn.</summary>
    public Rgba Times(float factor) => new(R * factor, G * factor, B * factor, A);
}
