using System.Collections.Concurrent;
using HelloMeme.Media;
using HelloMeme.Reenactment.Samples;

namespace HelloMeme.Studio.Assets;

/// <summary>The drawn portraits for visitors without a photo at hand. Each is drawn once per start, when first asked for.</summary>
public sealed class SampleShelf(AssetStore assets, StudioFolders folders)
{
    private const int Side = 1024, ShownSide = 384;
    private readonly ConcurrentDictionary<string, Lazy<Task<(byte[] Full, byte[] Shown)>>> _drawn = new(StringComparer.Ordinal);

    /// <summary>A JPEG of 384 x 384; null when no sample has this name.</summary>
    public async Task<byte[]?> PictureAsync(string name, CancellationToken token) =>
        IsSample(name) ? (await DrawnAsync(name, token)).Shown : null;

    /// <summary>The visitor's own copy of a sample.</summary>
    /// <exception cref="UserFaultException">"not-here".</exception>
    public async Task<Asset> TakeAsync(string owner, string name, CancellationToken token)
    {
        if (!IsSample(name)) throw AssetFaults.NotHere();
        return await assets.AddBytesAsync(owner, folders, (await DrawnAsync(name, token)).Full, SamplePortraits.All.First(s => s.Name == name).Title, token);
    }

    private static bool IsSample(string name) => SamplePortraits.All.Any(s => s.Name == name);

    private Task<(byte[] Full, byte[] Shown)> DrawnAsync(string name, CancellationToken token) =>
        _drawn.GetOrAdd(name, n => new Lazy<Task<(byte[], byte[])>>(() => Task.Run(() => Draw(n)))).Value.WaitAsync(token);

    private static (byte[] Full, byte[] Shown) Draw(string name)
    {
        using var full = SamplePortraits.Draw(name, Side);
        using var shown = new Frame(ShownSide, ShownSide);
        AffineWarp.Resize(full, shown);
        return (FrameCodec.EncodePng(full), FrameCodec.EncodeJpeg(shown));
    }
}
