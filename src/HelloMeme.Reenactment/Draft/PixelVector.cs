using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HelloMeme.Reenactment.Draft;

/// <summary>One RGBX pixel to and from four floats 0..255.</summary>
internal static class PixelVector
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(ref byte pixels, int i)
    {
        var packed = Vector128.CreateScalar(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref pixels, i))).AsByte();
        return Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(packed)).AsInt32());
    }

    /// <summary>Rounded and clamped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref byte pixels, int i, Vector128<float> color)
    {
        var bounded = Vector128.Min(Vector128.Max(color + Vector128.Create(0.5f), Vector128<float>.Zero), Vector128.Create(255f));
        var levels = Vector128.ConvertToInt32Native(bounded);
        var words = Vector128.Narrow(levels, levels);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref pixels, i), Vector128.Narrow(words, words).AsUInt32().ToScalar());
    }

    /// <summary>RGBX pixels to RGB bytes, four at a time.</summary>
    public static void Pack(ReadOnlySpan<byte> from, Span<byte> to)
    {
        var order = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 15, 15, 15, 15);
        int i = 0, j = 0;
        for (; j + 16 <= to.Length; i += 16, j += 12)
        {
            Vector128.Shuffle(Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(from), (nuint)i), order).StoreUnsafe(ref MemoryMarshal.GetReference(to), (nuint)j);
        }

        for (; j < to.Length; i += 4, j += 3) (to[j], to[j + 1], to[j + 2]) = (from[i], from[i + 1], from[i + 2]);
    }
}
