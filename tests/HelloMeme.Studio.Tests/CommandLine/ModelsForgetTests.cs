using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.CommandLine;

/// <summary>Converted weights are listed and deleted by whoever sits at the machine.</summary>
public sealed class ModelsForgetTests : IDisposable
{
    private readonly TemporaryFolder _models = new();

    [Fact]
    public async Task Converted_weights_are_listed_and_go_by_the_beginning_of_their_name()
    {
        string first = Convert('a'), second = Convert('b');
        var list = await ForgetAsync();
        Assert.Contains($"{first}     2 MB  last used ", list.Output, StringComparison.Ordinal);
        Assert.Contains(second, list.Output, StringComparison.Ordinal);

        var gone = await ForgetAsync("aaa");
        Assert.Equal((0, $"{first}: 2 MB deleted"), (gone.ExitCode, gone.Output.Trim()));
        Assert.False(Directory.Exists(Path.Combine(_models.Path, "onnx", first)));
        Assert.True(Directory.Exists(Path.Combine(_models.Path, "onnx", second)));
    }

    [Fact]
    public async Task What_is_unknown_or_unclear_or_in_use_stays()
    {
        var set = Convert('c');
        Convert('c', last: 'd');
        Assert.Contains("Nothing was converted of a checkpoint ee", (await ForgetAsync("ee")).Error, StringComparison.Ordinal);
        Assert.Contains("Several checkpoints begin with cc", (await ForgetAsync("cc")).Error, StringComparison.Ordinal);

        using var use = new FileStream(Path.Combine(_models.Path, "onnx", set + ".lock"), FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);
        var refused = await ForgetAsync(set);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("are in use", refused.Error, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetDirectories(Path.Combine(_models.Path, "onnx")).Length);
    }

    public void Dispose() => _models.Dispose();

    private string Convert(char letter, char? last = null)
    {
        var name = new string(letter, 63) + (last ?? letter);
        var set = Directory.CreateDirectory(Path.Combine(_models.Path, "onnx", name)).FullName;
        File.WriteAllBytes(Path.Combine(set, "pack.safetensors"), new byte[2_000_000]);
        return name;
    }

    private Task<CommandResult> ForgetAsync(params string[] sha) =>
        StudioCommand.RunAsync(["models", "forget", .. sha], TestContext.Current.CancellationToken, ("Studio__ModelsFolder", _models.Path));
}
