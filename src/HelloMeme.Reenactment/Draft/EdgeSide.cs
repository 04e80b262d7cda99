using System.Runtime.CompilerServices;
using HelloMeme.Reenactment.Draft.Planes;

namespace HelloMeme.Reenactment.Draft;

/// <summary>One side of the picture: where along it the person is cut, and how motion grows with the distance (depth) from it.</summary>
internal sealed class EdgeSide
{
    /// <summary>Outermost pixels without any motion.</summary>
    public const int StillPixels = 5;

    /// <summary>The person is cut where they cover the outermost pixels.</summary>
    private const int CutDepth = 2;

    private readonly float[] _person;
    private readonly float[] _narrow;
    private readonly float[] _wide;

    /// <param name="length">Pixels along the side.</param>
    /// <param name="depth">Pixels across the picture, away from the side.</param>
    /// <param name="blur">How softly the cut ends along the side, pixels.</param>
    /// <param name="coverage">Person coverage 0..1 at (along, depth).</param>
    public EdgeSide(int length, int depth, float blur, Func<int, int, float> coverage)
    {
        var person = new PixelPlane(length, 1);
        for (var i = 0; i < length; i++)
        {
            for (var d = 0; d < Math.Min(CutDepth, depth); d++) person[i, 0] = MathF.Max(person[i, 0], coverage(i, d));
        }

        var grown = Morphology.Dilate(person.Map(p => p > 0.5f ? 1 : 0), [2 * (int)blur]);
        _person = GaussianBlur.Run(grown, MathF.Max(1, blur)).Values;
        _narrow = new float[depth];
        _wide = new float[depth];
    }

    /// <summary>How much of the person the side cuts at each pixel along it, 0..1.</summary>
    public ReadOnlySpan<float> Person => _person;

    /// <summary>The same at one place.</summary>
    public float PersonAt(float along) => _person[Math.Clamp((int)along, 0, _person.Length - 1)];

    /// <summary>Sets the fade's widths in pixels and returns the first depth at which all motion is kept.</summary>
    public int SetWidths(float narrow, float wide)
    {
        for (var d = 0; d < _narrow.Length; d++)
        {
            _narrow[d] = Ramp.Smooth(0, narrow, d - (StillPixels - 1));
            _wide[d] = Ramp.Smooth(0, wide, d - (StillPixels - 1));
        }

        return Math.Min(_narrow.Length, StillPixels + (int)MathF.Ceiling(wide));
    }

    /// <summary>Share of the motion kept, 0..1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float At(int along, int depth) => _narrow[depth] + (_wide[depth] - _narrow[depth]) * _person[along];
}
