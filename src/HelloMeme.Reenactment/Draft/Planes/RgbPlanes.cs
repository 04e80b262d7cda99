using HelloMeme.Media;

namespace HelloMeme.Reenactment.Draft.Planes;

/// <summary>A colour picture as three planes of one size, values 0..255.</summary>
public sealed record RgbPlanes(PixelPlane Red, PixelPlane Green, PixelPlane Blue)
{
    public int Width => Red.Width;

    public int Height => Red.Height;

    public static RgbPlanes FromFrame(Frame frame)
    {
        var planes = new RgbPlanes(new(frame.Width, frame.Height), new(frame.Width, frame.Height), new(frame.Width, frame.Height));
        var pixels = frame.Pixels;
        for (int i = 0, j = 0; j < pixels.Length; i++, j += 3)
        {
            planes.Red.Values[i] = pixels[j];
            planes.Green.Values[i] = pixels[j + 1];
            planes.Blue.Values[i] = pixels[j + 2];
        }

        return planes;
    }

    public RgbPlanes Map(Func<PixelPlane, PixelPlane> map) => new(map(Red), map(Green), map(Blue));

    /// <summary>Rec. 601 luminance, 0..1.</summary>
    public PixelPlane Luminance()
    {
        var luminance = new PixelPlane(Width, Height);
        for (var i = 0; i < luminance.Values.Length; i++) luminance.Values[i] = Luminance(Red.Values[i], Green.Values[i], Blue.Values[i]);
        return luminance;
    }

    /// <summary>Rec. 601 luminance of bytes, 0..1.</summary>
    public static float Luminance(float red, float green, float blue) => (0.299f * red + 0.587f * green + 0.114f * blue) * (1f / 255);
}
