using HelloMeme.Studio.Components;
using Microsoft.JSInterop;
using Xunit;

namespace HelloMeme.Studio.Tests.Components;

/// <summary>A component that goes while its script is still on its way: nothing is thrown, and what comes late is let go.</summary>
public sealed class ComponentScriptTests
{
    [Fact]
    public async Task Handle_that_comes_too_late_is_let_go()
    {
        var browser = new SlowBrowser();
        var script = new ComponentScript(browser, "./js/some/index.js");
        var attaching = script.AttachAsync("attach");
        browser.Import.SetResult(browser.Module);
        await script.DisposeAsync();
        browser.Module.Answer.SetResult(browser.Handle);

        Assert.False(await attaching);
        Assert.Equal(["dispose"], browser.Handle.Called);
        Assert.True(browser.Handle.IsReleased);
        Assert.True(browser.Module.IsReleased);
        Assert.Null(await script.CallAsync<string>("anything"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Faults_are_told_only_while_somebody_is_there(bool gone)
    {
        var browser = new SlowBrowser();
        var script = new ComponentScript(browser, "./js/some/index.js");
        var attaching = script.AttachAsync("attach");
        if (gone) await script.DisposeAsync();
        browser.Import.SetException(new JSException("404"));
        if (gone) Assert.False(await attaching);
        else await Assert.ThrowsAsync<JSException>(() => attaching);
    }

    [Fact]
    public async Task A_closed_page_is_no_fault()
    {
        var browser = new SlowBrowser();
        var script = new ComponentScript(browser, "./js/some/index.js");
        var attaching = script.AttachAsync("attach");
        browser.Import.SetException(new JSDisconnectedException("closed"));
        Assert.False(await attaching);
        Assert.True(script.IsGone);
        await script.DisposeAsync();
    }

    private sealed class SlowBrowser : IJSRuntime
    {
        public TaskCompletionSource<IJSObjectReference> Import { get; } = new();

        public Reference Module { get; } = new();

        public Reference Handle { get; } = new();

        public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => (TValue)await Import.Task;

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);
    }

    private sealed class Reference : IJSObjectReference
    {
        public TaskCompletionSource<IJSObjectReference> Answer { get; } = new();

        public List<string> Called { get; } = [];

        public bool IsReleased { get; private set; }

        public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args)
        {
            if (identifier == "attach") return (TValue)await Answer.Task;
            Called.Add(identifier);
            return default!;
        }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);

        public ValueTask DisposeAsync()
        {
            IsReleased = true;
            return ValueTask.CompletedTask;
        }
    }
}
