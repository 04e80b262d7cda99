using System.Collections.Concurrent;
using HelloMeme.Media;
using HelloMeme.Reenactment.Samples;

namespace HelloMeme.Studio.Assets;

/// <summary>The drawn portraits for visitors without a photo at hand. Each is drawn when first asked for, which takes a second or two, and kept in models/samples for later starts of the same program.</summary>
public sealed class SampleShelf(AssetStore assets, StudioFolders folders, ILogger<SampleShelf> log)
{
    private const int Side = 1024, ShownSide = 384, DrawnSide = 512; // drawing costs by the pixel, and pages wait for the small one
    private static readonly string Build = $"{typeof(SamplePortraits).Module.ModuleVersionId:n}"[..12]; // another program may draw them otherwise
    private readonly ConcurrentDictionary<string, Lazy<Task<byte[]>>> _full = new(StringComparer.Ordinal), _shown = new(StringComparer.Ordinal);

    /// <summary>A JPEG of 384 x 384; null when no sample has this name.</summary>
    public async Task<byte[]?> PictureAsync(string name, CancellationToken token) =>
        IsSample(name) ? await OnceAsync(_shown, name, DrawShown, token) : null;

    /// <summary>The visitor's own copy of a sample.</summary>
    /// <exception cref="UserFaultException">"not-here".</exception>
    public async Task<Asset> TakeAsync(string owner, string name, CancellationToken token)
    {
        if (!IsSample(name)) throw AssetFaults.NotHere();
        return await assets.AddBytesAsync(owner, folders, await OnceAsync(_full, name, DrawFull, token), SamplePortraits.All.First(s => s.Name == name).Title, token);
    }

    private static bool IsSample(string name) => SamplePortraits.All.Any(s => s.Name == name);

    private static Task<byte[]> OnceAsync(ConcurrentDictionary<string, Lazy<Task<byte[]>>> drawn, string name, Func<string, byte[]> draw, CancellationToken token) =>
        drawn.GetOrAdd(name, n => new Lazy<Task<byte[]>>(() => Task.Run(() => draw(n)))).Value.WaitAsync(token);

    private byte[] DrawFull(string name) => Kept($"{name}.png", () =>
    {
        using var full = SamplePortraits.Draw(name, Side);
        return FrameCodec.EncodePng(full);
    });

    private byte[] DrawShown(string name) => Kept($"{name}.jpg", () =>
    {
        using var drawn = SamplePortraits.Draw(name, DrawnSide);
        using var shown = new Frame(ShownSide, ShownSide);
        AffineWarp.Resize(drawn, shown);
        return FrameCodec.EncodeJpeg(shown);
    });

    private byte[] Kept(string name, Func<byte[]> draw)
    {
        var path = Path.Combine(folders.Samples, $"{Build}-{name}");
        try
        {
            if (File.Exists(path)) return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogWarning(e, "A kept portrait could not be read: it is drawn again");
        }

        var drawn = draw();
        try
        {
            Directory.CreateDirectory(folders.Samples);
            using var part = PartFile.For(path);
            File.WriteAllBytes(part.Path, drawn);
            part.Publish();
            foreach (var other in Directory.EnumerateFiles(folders.Samples, $"*-{name}")) if (other != path) File.Delete(other);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogWarning(e, "A drawn portrait could not be kept: the next start draws it again");
        }

        return drawn;
    }
}
