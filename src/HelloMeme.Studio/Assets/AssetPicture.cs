using HelloMeme.Media;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Storage;
using Microsoft.Extensions.Options;

namespace HelloMeme.Studio.Assets;

/// <summary>What a visitor sees of an asset: its pixels (of a clip the first frame) encoded anew as JPEG, without anything else of the file.</summary>
public sealed class AssetPicture(BlobStore blobs, IOptions<StudioOptions> options) : IDisposable
{
    public const string ContentType = "image/jpeg";
    private const int Quality = 88;
    private const int DecodesAtOnce = 2; // a picture of 64 megapixels takes 256 MB while it is decoded
    private static readonly int[] Sides = [128, 256, 512, 1024, 2048];
    private readonly SemaphoreSlim _decoding = new(DecodesAtOnce);

    /// <summary>The long side served for a wish in pixels: the next of a few, so that caches can help.</summary>
    public static int Side(int? wish) => Array.Find(Sides, s => s >= (wish ?? 1024)) is > 0 and var side ? side : Sides[^1];

    /// <summary>Framing: what of a picture is shown, null for all of it.</summary>
    /// <exception cref="UserFaultException">"not-here" of a recording; the bytes can no longer be decoded.</exception>
    public async Task<byte[]> ReadAsync(Asset asset, int side, Framing? framing, CancellationToken token)
    {
        if (asset.Kind is AssetKind.Sound) throw AssetFaults.NoPicture();
        await _decoding.WaitAsync(token);
        try
        {
            using var frame = asset.Kind is AssetKind.Picture
                ? Framed(await blobs.ReadAsync(asset.BlobHash, token), side, framing)
                : await FirstFrameAsync(blobs.PathOf(asset.BlobHash), side, token);
            return FrameCodec.EncodeJpeg(frame, Quality);
        }
        finally
        {
            _decoding.Release();
        }
    }

    public void Dispose() => _decoding.Dispose();

    private Frame Framed(byte[] file, int side, Framing? framing)
    {
        if (framing is null) return FrameCodec.Decode(file, new DecodeOptions { MaxSide = side, AllowHeic = options.Value.AllowHeic });
        using var whole = FrameCodec.Decode(file, new DecodeOptions { AllowHeic = options.Value.AllowHeic });
        using var framed = framing.Apply(whole);
        var (width, height) = FrameCodec.FitInside(framed.Width, framed.Height, side);
        var shown = new Frame(width, height);
        AffineWarp.Resize(framed, shown);
        return shown;
    }

    private static async Task<Frame> FirstFrameAsync(string path, int side, CancellationToken token)
    {
        await foreach (var frame in VideoReader.ReadAsync(path, new VideoReadOptions { MaxSide = side }, token)) return frame;
        throw new UserFaultException("unreadable-video", "This clip has no picture in it: convert it to MP4 first.");
    }
}
