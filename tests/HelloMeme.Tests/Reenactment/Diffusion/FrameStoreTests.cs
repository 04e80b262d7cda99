using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion;

public sealed class FrameStoreTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_written_is_read_and_leaves_no_file(bool halves)
    {
        using (var store = new FrameStore(_folder.Path, 3, [2, 4], halves))
        {
            if (!OperatingSystem.IsWindows()) Assert.Empty(Directory.GetFiles(_folder.Path)); // a killed process would leave none
            store.Write(2, 0, [1, 2]);
            Assert.Throws<InvalidOperationException>(() => store.Read(2, 0, new float[2]));
            store.Write(2, 1, [0.25f, -4, 1024, 0.1f]);
            store.Write(1, 1, [9, 9, 9, 9]);
            var (first, second) = (new float[2], new float[4]);
            store.Read(2, 0, first);
            store.Read(2, 1, second);
            Assert.Equal([1, 2], first);
            Assert.Equal([0.25f, -4, 1024, halves ? (float)(Half)0.1f : 0.1f], second);
            Assert.Throws<ArgumentException>(() => store.Write(0, 1, [1]));
        }

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void More_than_the_disk_has_left_is_told_before_anything_is_written()
    {
        var fault = Assert.Throws<UserFaultException>(() => new FrameStore(_folder.Path, 1 << 20, [1 << 30]));
        Assert.Equal("disk-full", fault.Code);
        Assert.StartsWith("A render of so many frames of this size takes 4503599.6 GB on the disk of models/onnx, and only ", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void What_others_left_is_removed_and_what_is_in_use_stays()
    {
        string left = Path.Combine(_folder.Path, "1.frames"), used = Path.Combine(_folder.Path, "2.frames"), other = Path.Combine(_folder.Path, "step-times.json");
        foreach (var file in (string[])[left, used, other]) File.WriteAllText(file, "x");
        using var held = new FileStream(used, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        FrameStore.RemoveAbandoned(_folder.Path);
        Assert.Equal([used, other], Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal));
    }

    public void Dispose() => _folder.Dispose();
}
