using System.Security.Cryptography;
using HelloMeme.Reenactment.Sessions;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Sessions;

public sealed class CheckpointHashesTests
{
    [Fact]
    public async Task A_file_is_read_once_and_again_when_it_changed()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "net.safetensors");
        var hashes = new CheckpointHashes(folder.Path);
        await File.WriteAllTextAsync(path, "weights", token);
        var time = File.GetLastWriteTimeUtc(path);
        var first = await hashes.OfAsync(path, token);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("weights"u8)), first);

        await File.WriteAllTextAsync(path, "WEIGHTS", token);
        File.SetLastWriteTimeUtc(path, time);
        Assert.Equal(first, await hashes.OfAsync(path, token)); // not read: nothing told that it changed
        File.SetLastWriteTimeUtc(path, time.AddSeconds(1));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("WEIGHTS"u8)), await hashes.OfAsync(path, token));
    }
}
