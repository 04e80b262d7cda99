namespace HelloMeme.Studio.Assets;

/// <summary>Pictures that the studio makes itself, kept like uploads.</summary>
internal static class OwnBytes
{
    public static async Task<Asset> AddBytesAsync(this AssetStore assets, string owner, StudioFolders folders, byte[] bytes, string? name, CancellationToken token)
    {
        Directory.CreateDirectory(folders.Incoming);
        var path = Path.Combine(folders.Incoming, Guid.NewGuid().ToString("N") + ".part");
        try
        {
            await using (var file = new FileStream(path, FileMode.CreateNew))
            {
                await file.WriteAsync(bytes, token);
                file.Flush(flushToDisk: true);
            }

            return await assets.AddAsync(owner, path, name, token);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
