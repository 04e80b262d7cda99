using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HelloMeme.Reenactment.Draft.Planes;

namespace HelloMeme.Reenactment.Draft;

/// <summary>Four channels sampled by cubic-spline interpolation: exact at whole pixels, nearly as sharp between them (bilinear would
/// blur a moved face). Coefficients are 16-bit in 1/32, texels interleaved, two replicated texels around the picture.</summary>
internal sealed class SplineTexture
{
    public const float UnitsPerLevel = 32;

    private const int Pad = 2;

    private readonly short[] _coefficients;
    private readonly int _stride;
    private readonly Vector128<float> _last;

    /// <summary>Planes of one size; channel values about 0..255.</summary>
    public SplineTexture(params ReadOnlySpan<PixelPlane> channels)
    {
        Width = channels[0].Width;
        Height = channels[0].Height;
        _last = Vector128.Create(Width - 1, Height - 1, 0, (float)0);
        _stride = (Width + 2 * Pad) * 4;
        _coefficients = new short[_stride * (Height + 2 * Pad)];
        for (var c = 0; c < channels.Length; c++) Store(SplinePrefilter.Run(channels[c]), c);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The four channels at (x, y) in 1/32 levels; beyond the border the border's own value.</summary>
    public Vector128<int> Sample(float x, float y) => Sample(Vector128.Create(x, y, 0, 0));

    /// <summary>The same for a position in the first two lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<int> Sample(Vector128<float> position)
    {
        var inside = Vector128.Min(Vector128.Max(position, Vector128<float>.Zero), _last);
        var phases = Vector128.ConvertToInt32Native(inside * SplineWeights.Phases + Vector128.Create(0.5f));
        int fixedX = phases.ToScalar(), fixedY = phases.GetElement(1);
        ref var table = ref MemoryMarshal.GetArrayDataReference(SplineWeights.Interleaved);
        ref var texels = ref MemoryMarshal.GetArrayDataReference(_coefficients);
        var first = (nuint)(((fixedY >> 8) + Pad - 1) * _stride + ((fixedX >> 8) + Pad - 1) * 4);
        var phaseX = (nuint)((fixedX & 255) * 16);
        var phaseY = (nuint)((fixedY & 255) * 16);
        var stride = (nuint)_stride;
        var sum = SplineWeights.Multiply(Vector256.LoadUnsafe(ref texels, first), Vector256.Create(Unsafe.Add(ref table, phaseY)))
            + SplineWeights.Multiply(Vector256.LoadUnsafe(ref texels, first + stride), Vector256.Create(Unsafe.Add(ref table, phaseY + 4)))
            + SplineWeights.Multiply(Vector256.LoadUnsafe(ref texels, first + 2 * stride), Vector256.Create(Unsafe.Add(ref table, phaseY + 8)))
            + SplineWeights.Multiply(Vector256.LoadUnsafe(ref texels, first + 3 * stride), Vector256.Create(Unsafe.Add(ref table, phaseY + 12)));
        var weighted = SplineWeights.Multiply(sum, Vector256.LoadUnsafe(ref table, phaseX));
        var pairs = weighted.GetLower() + weighted.GetUpper();
        return Vector128.WidenLower(pairs) + Vector128.WidenUpper(pairs);
    }

    private void Store(PixelPlane coefficients, int channel)
    {
        for (var y = -Pad; y < Height + Pad; y++)
        {
            var from = coefficients.Row(PixelPlane.Reflect(y, Height));
            var row = (y + Pad) * _stride + channel;
            for (var x = -Pad; x < Width + Pad; x++)
            {
                var level = MathF.Round(from[PixelPlane.Reflect(x, Width)] * UnitsPerLevel);
                _coefficients[row + (x + Pad) * 4] = (short)Math.Clamp(level, short.MinValue, short.MaxValue);
            }
        }
    }
}
