using System.Security.Cryptography;
using HelloMeme.Graph.Checkpoints;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Graph.Checkpoints;

public sealed class FileIdentityTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "net.safetensors");

    [Fact]
    public void It_is_the_sha256_kept_beside_and_taken_from_there()
    {
        File.WriteAllText(FilePath, "weights");
        var identity = FileIdentity.Of(FilePath, TestContext.Current.CancellationToken);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("weights"u8)), identity);

        // What stands beside is believed while size and time fit: nothing is read again.
        var kept = File.ReadAllText(FilePath + ".identity");
        File.WriteAllText(FilePath + ".identity", kept.Replace(identity, new string('0', 64), StringComparison.Ordinal));
        Assert.Equal(new string('0', 64), FileIdentity.Of(FilePath, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_changed_file_is_computed_again()
    {
        File.WriteAllText(FilePath, "weights");
        FileIdentity.Of(FilePath, TestContext.Current.CancellationToken);
        File.WriteAllText(FilePath, "weightz");
        File.SetLastWriteTimeUtc(FilePath, DateTime.UnixEpoch);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("weightz"u8)), FileIdentity.Of(FilePath, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_file_replaced_behind_a_link_is_computed_again()
    {
        File.WriteAllText(FilePath, "weights");
        var link = Path.Combine(_folder.Path, "link.safetensors");
        File.CreateSymbolicLink(link, FilePath);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("weights"u8)), FileIdentity.Of(link, TestContext.Current.CancellationToken));
        File.WriteAllText(FilePath, "other weights");
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("other weights"u8)), FileIdentity.Of(link, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("0123")]
    public void Damaged_notes_are_not_believed(string note)
    {
        File.WriteAllText(FilePath, "weights");
        File.WriteAllText(FilePath + ".identity", note);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("weights"u8)), FileIdentity.Of(FilePath, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Cancelling_stops_it()
    {
        File.WriteAllBytes(FilePath, new byte[4096]);
        Assert.ThrowsAny<OperationCanceledException>(() => FileIdentity.Of(FilePath, new CancellationToken(canceled: true)));
    }

    public void Dispose() => _folder.Dispose();
}
