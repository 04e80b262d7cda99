using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Reenactment.Samples;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>The drawn characters, each drawn once: that takes seconds.</summary>
public static class DrawnPortraits
{
    private static readonly Dictionary<(string Name, int Size), byte[]> Pictures = [];
    private static readonly Dictionary<string, PersonMask> Masks = [];

    /// <summary>As a PNG, size x size pixels.</summary>
    public static byte[] Png(string name, int size)
    {
        lock (Pictures)
        {
            if (Pictures.TryGetValue((name, size), out var png)) return png;
            using var frame = SamplePortraits.Draw(name, size);
            return Pictures[(name, size)] = FrameCodec.EncodePng(frame);
        }
    }

    /// <summary>As pixels; the caller disposes them.</summary>
    public static Frame Draw(string name, int size) => FrameCodec.Decode(Png(name, size));

    public static PersonMask Mask(string name)
    {
        lock (Masks) return Masks.TryGetValue(name, out var mask) ? mask : Masks[name] = SamplePortraits.Mask(name);
    }
}
