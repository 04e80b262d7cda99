using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HelloMeme.Reenactment.Draft.Planes;

namespace HelloMeme.Reenactment.Draft;

// Source: draft-engine.md section 5, layer 2: in the soft band colour comes from the sure foreground, so no background rides along.
/// <summary>What the sheet shows: the person's colour and coverage, sampled sharply at picture size, and the untouched photo beside it.</summary>
internal sealed class SheetTexture
{
    private readonly byte[] _foreground;
    private readonly SplineTexture _texture;

    public SheetTexture(PortraitView view, PortraitMatte? matte)
    {
        Photo = PixelBytes.FromFrame(view.Picture);
        (Width, Height) = (view.Picture.Width, view.Picture.Height);
        var colors = RgbPlanes.FromFrame(view.Picture);
        var alpha = new PixelPlane(Width, Height);
        Array.Fill(alpha.Values, 255);
        if (matte is not null)
        {
            colors = Decontaminate(view, matte, colors);
            alpha = matte.Full.Map(a => 255 * a);
        }

        Colors = colors;
        Alpha = alpha;
        _texture = new SplineTexture(colors.Red, colors.Green, colors.Blue, alpha);
        _foreground = ToBytes(colors);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>RGBX bytes of the film at rest.</summary>
    public byte[] Photo { get; }

    /// <summary>The person's colours and coverage, both 0..255, at picture size.</summary>
    public RgbPlanes Colors { get; }

    public PixelPlane Alpha { get; }

    /// <summary>Red, green, blue, alpha, each about 0..255, at the position in the first two lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Sample(Vector128<float> position) => Vector128.ConvertToSingle(_texture.Sample(position)) * (1 / SplineTexture.UnitsPerLevel);

    /// <summary>Photo minus foreground colour at (x, y): what a pixel of the soft band lacks to be the photo's.</summary>
    public Vector128<float> Residual(float x, float y) => Vector128.Create(Difference(x, y, 0), Difference(x, y, 1), Difference(x, y, 2), 0);

    private float Difference(float x, float y, int channel) =>
        PixelBytes.Sample(Photo, Width, Height, x, y, channel) - PixelBytes.Sample(_foreground, Width, Height, x, y, channel);

    private static RgbPlanes Decontaminate(PortraitView view, PortraitMatte matte, RgbPlanes picture)
    {
        var sure = Morphology.Erode(matte.Work.Map(a => a > 0.97f ? 1 : 0), Morphology.Square(3));
        if (!sure.Values.Contains(1f)) return picture;
        return new RgbPlanes(Mix(view.Work.Red, picture.Red), Mix(view.Work.Green, picture.Green), Mix(view.Work.Blue, picture.Blue));

        PixelPlane Mix(PixelPlane work, PixelPlane full)
        {
            var spread = PushPull.Fill(work, sure);
            var mixed = new PixelPlane(full.Width, full.Height);
            for (var y = 0; y < full.Height; y++)
            {
                for (var x = 0; x < full.Width; x++)
                {
                    var a = matte.Full[x, y];
                    var own = MathF.Max(Ramp.Smooth(0.3f, 0.95f, a), 1 - Ramp.Smooth(0.02f, 0.22f, a));
                    var filled = own >= 1 ? 0 : spread.Sample((x + 0.5f) * view.WorkScale - 0.5f, (y + 0.5f) * view.WorkScale - 0.5f);
                    mixed[x, y] = own >= 1 ? full[x, y] : Ramp.Mix(filled, full[x, y], own);
                }
            }

            return mixed;
        }
    }

    private static byte[] ToBytes(RgbPlanes planes)
    {
        var bytes = new byte[planes.Width * planes.Height * 4];
        for (var i = 0; i < planes.Red.Values.Length; i++)
        {
            bytes[4 * i] = Round(planes.Red.Values[i]);
            bytes[4 * i + 1] = Round(planes.Green.Values[i]);
            bytes[4 * i + 2] = Round(planes.Blue.Values[i]);
        }

        return bytes;
    }

    private static byte Round(float value) => (byte)Math.Clamp(value + 0.5f, 0, 255);
}
