using HelloMeme.Media;
using HelloMeme.Studio.Storage;
using Microsoft.Extensions.Options;

namespace HelloMeme.Studio.Assets;

/// <summary>Turns a photo by a quarter: what a photo without a direction of its own needs before a face is found.</summary>
public sealed class PortraitTurn(AssetStore assets, BlobStore blobs, StudioFolders folders, IOptions<StudioOptions> options)
{
    private const int LongSide = 4096;
    private const int Quality = 95;

    /// <summary>A new asset, turned clockwise; the old one stays.</summary>
    /// <exception cref="UserFaultException">"not-here", or the picture can no longer be read.</exception>
    public async Task<Asset> TurnAsync(string owner, Guid id, CancellationToken token)
    {
        var asset = await assets.FindAsync(owner, id, token);
        var bytes = await blobs.ReadAsync(asset.BlobHash, token);
        var turned = await Task.Run(() => Turn(bytes, options.Value.AllowHeic), token);
        return await assets.AddBytesAsync(owner, folders, turned, asset.Name, token);
    }

    private static byte[] Turn(byte[] file, bool allowHeic)
    {
        using var picture = FrameCodec.Decode(file, new DecodeOptions { AllowHeic = allowHeic, MaxSide = LongSide });
        using var turned = new Frame(picture.Height, picture.Width);
        for (var y = 0; y < turned.Height; y++)
        {
            var row = turned.Row(y);
            for (var x = 0; x < turned.Width; x++) picture.Row(picture.Height - 1 - x).Slice(3 * y, 3).CopyTo(row[(3 * x)..]);
        }

        return FrameCodec.EncodeJpeg(turned, Quality);
    }
}
