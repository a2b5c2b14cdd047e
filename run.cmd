@echo off
rem Sets up this folder and opens the window.  run | run --setup | run ARGS for supporter
setlocal
chcp 65001 >nul
set "HERE=%~dp0."
set "PYTHONUTF8=1"
for %%V in (3.14 3.13 3.12 3.11) do (
    py -%%V -c "pass" >nul 2>nul && (
        set "FOUND=py -%%V"
        goto found
    )
)
python -c "import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))" >nul 2>nul && (
    set "FOUND=python"
    goto found
)
echo Python 3.11以上が見つかりません。python.org から入れて、もう一度 run を実行してください。 1>&2
exit /b 3
:found
set "PYTHONPATH=%HERE%"
%FOUND% -P -m supporter_app.environment "%HERE%" %*
exit /b %ERRORLEVEL%
